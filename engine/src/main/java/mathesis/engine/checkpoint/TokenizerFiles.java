package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of a tokenizer, kept so that a model can be saved after the folder that it came from is gone.
///
/// @param contents bytes by file name; nobody may write them
public record TokenizerFiles(Map<String, byte[]> contents) {
    /// For models without a tokenizer.
    public static final TokenizerFiles NONE = new TokenizerFiles(Map.of());

    private static final List<String> NAMES = List.of(
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "chat_template.jinja",
            "vocab.json",
            "merges.txt",
            "tokenizer.model");

    private static final long LARGEST = 256 << 20;

    /// Those files of a Hugging Face folder that belong to its tokenizer.
    public static TokenizerFiles of(Path folder) throws IOException {
        var contents = new LinkedHashMap<String, byte[]>();
        for (var name : NAMES) {
            var file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                contents.put(name, bytes(file));
            }
        }
        return new TokenizerFiles(contents);
    }

    private static byte[] bytes(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new ModelFileException(file, "is " + size + " bytes long; at most " + LARGEST + " are read");
        }
        return Files.readAllBytes(file);
    }
}
