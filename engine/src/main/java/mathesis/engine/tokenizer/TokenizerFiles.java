package mathesis.engine.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/// Writes tokenizers in Hugging Face's format.
public final class TokenizerFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenizerFiles() {}

    /// Writes a tokenizer without merges: every character of the alphabet is a token (one for each byte of its UTF-8),
    /// in the order given, followed by the special tokens. Texts with other characters cannot be encoded.
    ///
    /// ```java
    /// TokenizerFiles.writeCharacterLevel(folder, " 0123456789+=", List.of("<|end|>"), "");
    /// ```
    ///
    /// @param specialTokens the first is both the end of a text and padding; at least one
    /// @param chatTemplate  Jinja, or empty for none
    public static void writeCharacterLevel(
            Path folder, String alphabet, List<String> specialTokens, String chatTemplate) throws IOException {
        if (alphabet.isEmpty() || specialTokens.isEmpty()) {
            throw new IllegalArgumentException("a tokenizer needs an alphabet and a special token that ends a text");
        }
        Files.createDirectories(folder);
        write(folder.resolve("tokenizer.json"), tokenizer(alphabet, specialTokens));
        write(folder.resolve("tokenizer_config.json"), config(specialTokens.getFirst(), chatTemplate));
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    private static ObjectNode tokenizer(String alphabet, List<String> specialTokens) {
        var file = JSON.createObjectNode();
        file.put("version", "1.0");
        file.putNull("truncation");
        file.putNull("padding");
        var vocabulary = vocabulary(alphabet);
        addSpecialTokens(file.putArray("added_tokens"), specialTokens, vocabulary.size());
        file.putNull("normalizer");
        file.set("pre_tokenizer", byteLevel());
        file.putNull("post_processor");
        file.set("decoder", byteLevel());
        var model = file.putObject("model");
        model.put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        model.put("ignore_merges", false);
        model.set("vocab", vocabulary);
        model.putArray("merges");
        return file;
    }

    private static ObjectNode vocabulary(String alphabet) {
        var symbols = new LinkedHashSet<String>();
        for (byte b : Utf8.encode(alphabet)) {
            symbols.add(String.valueOf(ByteSymbols.symbol(b)));
        }
        var vocabulary = JSON.createObjectNode();
        symbols.forEach(symbol -> vocabulary.put(symbol, vocabulary.size()));
        return vocabulary;
    }

    private static void addSpecialTokens(ArrayNode list, List<String> tokens, int firstId) {
        for (var content : new LinkedHashSet<>(tokens)) {
            var token = list.addObject();
            token.put("id", firstId + list.size() - 1);
            token.put("content", content);
            token.put("single_word", false);
            token.put("lstrip", false);
            token.put("rstrip", false);
            token.put("normalized", false);
            token.put("special", true);
        }
    }

    private static ObjectNode byteLevel() {
        var byteLevel = JSON.createObjectNode();
        byteLevel.put("type", "ByteLevel");
        byteLevel.put("add_prefix_space", false);
        byteLevel.put("trim_offsets", true);
        byteLevel.put("use_regex", false);
        return byteLevel;
    }

    private static ObjectNode config(String end, String chatTemplate) {
        var config = JSON.createObjectNode();
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        config.put("clean_up_tokenization_spaces", false);
        config.put("eos_token", end);
        config.put("pad_token", end);
        if (!chatTemplate.isEmpty()) {
            config.put("chat_template", chatTemplate);
        }
        return config;
    }
}
