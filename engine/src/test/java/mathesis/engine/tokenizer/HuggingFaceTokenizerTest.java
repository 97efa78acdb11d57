package mathesis.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import mathesis.engine.ChatMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every id and text that Hugging Face's tokenizers gave for the cases of four kinds of tokenizer.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HuggingFaceTokenizerTest {
    private static final Path ROOT = Path.of(System.getProperty("mathesis.home"), "../shared/data/hf-dev/tokenizers");

    @ParameterizedTest
    @ValueSource(strings = {"deepseek_llm", "deepseek_coder", "llama3", "qwen2"})
    void encodes_and_decodes_as_the_reference_does(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(ROOT.resolve(kind));
        for (var example : cases(kind, "encode")) {
            var text = example.get("text").textValue();
            var ids = ints(example.get("ids"));
            assertArrayEquals(ids, tokenizer.encode(text, false), text);
            assertArrayEquals(ints(example.get("ids_with_special")), tokenizer.encode(text, true), text);
            assertEquals(example.get("decoded").textValue(), tokenizer.decode(ids, false));
            assertEquals(example.get("decoded_skip_special").textValue(), tokenizer.decode(ids, true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek_llm", "deepseek_coder", "llama3", "qwen2"})
    void decodes_any_ids_as_the_reference_does(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(ROOT.resolve(kind));
        for (var example : cases(kind, "decode_random_ids")) {
            var ids = ints(example.get("ids"));
            assertEquals(example.get("decoded").textValue(), tokenizer.decode(ids, false));
            assertEquals(example.get("decoded_skip_special").textValue(), tokenizer.decode(ids, true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek_llm", "deepseek_coder", "llama3", "qwen2"})
    void decodes_every_prefix_as_the_reference_does(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(ROOT.resolve(kind));
        for (var example : cases(kind, "streaming")) {
            var ids = ints(example.get("ids"));
            for (int n = 1; n <= ids.length; n++) {
                var expected = example.get("prefix_decoded").get(n - 1).textValue();
                assertEquals(expected, tokenizer.decode(Arrays.copyOf(ids, n), false));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek_llm", "deepseek_coder", "llama3", "qwen2"})
    void renders_conversations_as_the_reference_does(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(ROOT.resolve(kind));
        for (var example : cases(kind, "chat")) {
            var messages = new ArrayList<ChatMessage>();
            for (var message : example.get("messages")) {
                messages.add(new ChatMessage(
                        message.get("role").textValue(), message.get("content").textValue()));
            }
            var text = tokenizer.renderChat(
                    messages, example.get("add_generation_prompt").booleanValue());
            assertEquals(example.get("text").textValue(), text);
            assertArrayEquals(ints(example.get("ids")), tokenizer.encode(text, false));
        }
    }

    static JsonNode cases(String kind, String name) throws IOException {
        return new ObjectMapper()
                .readTree(ROOT.resolve(kind).resolve("cases.json").toFile())
                .get(name);
    }

    static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
