package mathesis.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import mathesis.engine.ChatMessage;
import mathesis.engine.Fixtures;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every id and text that Hugging Face's tokenizers gave for the fixtures' cases.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HuggingFaceTokenizerTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#tokenizers")
    void encodes_and_decodes_as_the_reference_does(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(Fixtures.tokenizer(kind));
        for (var example : cases(kind, "encode")) {
            var text = example.get("text").textValue();
            var ids = ints(example.get("ids"));
            assertArrayEquals(ids, tokenizer.encode(text, false), text);
            assertArrayEquals(ints(example.get("ids_with_special")), tokenizer.encode(text, true), text);
            assertEquals(example.get("decoded").textValue(), tokenizer.decode(ids, false));
            assertEquals(example.get("decoded_skip_special").textValue(), tokenizer.decode(ids, true));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#tokenizers")
    void decodes_any_ids_as_the_reference_does(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(Fixtures.tokenizer(kind));
        for (var example : cases(kind, "decode_random_ids")) {
            var ids = ints(example.get("ids"));
            assertEquals(example.get("decoded").textValue(), tokenizer.decode(ids, false));
            assertEquals(example.get("decoded_skip_special").textValue(), tokenizer.decode(ids, true));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#tokenizers")
    void decodes_every_prefix_as_the_reference_does(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(Fixtures.tokenizer(kind));
        for (var example : cases(kind, "streaming")) {
            var ids = ints(example.get("ids"));
            for (int n = 1; n <= ids.length; n++) {
                var expected = example.get("prefix_decoded").get(n - 1).textValue();
                assertEquals(expected, tokenizer.decode(Arrays.copyOf(ids, n), false));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#tokenizers")
    void a_stream_gives_the_prefix_less_what_is_unfinished(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(Fixtures.tokenizer(kind));
        for (var example : cases(kind, "streaming")) {
            var stream = tokenizer.streamingDecoder(false);
            var text = new StringBuilder();
            for (int i = 0; i < example.get("ids").size(); i++) {
                text.append(stream.append(example.get("ids").get(i).intValue()));
                var prefix = example.get("prefix_decoded").get(i).textValue();
                assertEquals(prefix.replaceFirst("\uFFFD$", ""), text.toString());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#tokenizers")
    void renders_conversations_as_the_reference_does(String kind) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(Fixtures.tokenizer(kind));
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void a_models_own_tokenizer_keeps_text_and_stays_in_the_vocabulary(String name) throws IOException {
        var tokenizer = HuggingFaceTokenizer.load(Fixtures.model(name));
        var config = Fixtures.json(Fixtures.model(name).resolve("config.json"));
        assertTrue(tokenizer.vocabularySize() <= config.get("vocab_size").intValue());
        assertTrue(tokenizer.hasChatTemplate());
        var text = "Tom has 12 apples.\n\\frac{1}{2} 解方程 🙂";
        assertEquals(text, tokenizer.decode(tokenizer.encode(text, true), true));
    }

    private static JsonNode cases(String kind, String name) {
        return Fixtures.json(Fixtures.tokenizer(kind).resolve("cases.json")).get(name);
    }

    private static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
