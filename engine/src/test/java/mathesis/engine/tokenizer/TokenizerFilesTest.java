package mathesis.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mathesis.engine.ChatMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TokenizerFilesTest {
    private @TempDir Path folder;

    @Test
    void every_character_of_the_alphabet_is_a_token_and_special_tokens_follow() throws IOException {
        TokenizerFiles.writeCharacterLevel(folder, "\n 0123456789+=", List.of("<|end|>", "<|pad|>"), "");
        var tokenizer = HuggingFaceTokenizer.load(folder);
        assertEquals(16, tokenizer.vocabularySize());
        assertArrayEquals(new int[] {3, 4, 12, 2, 1, 14}, tokenizer.encode("12+0 <|end|>", true));
        assertEquals("12+0 ", tokenizer.decode(new int[] {3, 4, 12, 2, 1, 14}, true));
        assertEquals(15, tokenizer.id("<|pad|>").orElseThrow());
        assertFalse(tokenizer.hasChatTemplate());
    }

    @Test
    void a_character_outside_the_alphabet_is_an_error_that_names_it() throws IOException {
        TokenizerFiles.writeCharacterLevel(folder, " 0123456789é", List.of("<|end|>"), "");
        var tokenizer = HuggingFaceTokenizer.load(folder);
        assertEquals("1é", tokenizer.decode(tokenizer.encode("1é", false), false));
        var error = assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("1é 2<|end|>ab", false));
        assertEquals("character 'a' (U+0061) at index 11 is not in the tokenizer's vocabulary", error.getMessage());
        var half = assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("ê", false)); // shares a byte
        assertEquals("character 'ê' (U+00EA) at index 0 is not in the tokenizer's vocabulary", half.getMessage());
    }

    @Test
    void a_chat_template_knows_the_end_token() throws IOException {
        var template = "{% for m in messages %}{{ m.content }}{{ eos_token }}{% endfor %}";
        TokenizerFiles.writeCharacterLevel(folder, "abc", List.of("<|end|>"), template);
        var tokenizer = HuggingFaceTokenizer.load(folder);
        var messages = List.of(new ChatMessage("user", "a"), new ChatMessage("assistant", "b"));
        assertEquals("a<|end|>b<|end|>", tokenizer.renderChat(messages, false));
    }

    @Test
    void an_alphabet_and_an_end_are_needed() {
        assertThrows(
                IllegalArgumentException.class,
                () -> TokenizerFiles.writeCharacterLevel(folder, "", List.of("<|end|>"), ""));
        assertThrows(
                IllegalArgumentException.class, () -> TokenizerFiles.writeCharacterLevel(folder, "a", List.of(), ""));
    }
}
