package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mathesis.engine.ModelConfig;
import mathesis.engine.Tokenizer;
import mathesis.engine.tokenizer.HuggingFaceTokenizer;
import mathesis.engine.tokenizer.Llama2cTokenizer;

/// The files of a tokenizer, kept so that a model can be saved after the folder that it came from is gone.
///
/// @param contents bytes by file name; nobody may write them
public record TokenizerFiles(Map<String, byte[]> contents) {
    /// For models without a tokenizer.
    public static final TokenizerFiles NONE = new TokenizerFiles(Map.of());

    private static final String HUGGING_FACE = "tokenizer.json";

    private static final List<String> NAMES = List.of(
            HUGGING_FACE,
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "chat_template.jinja",
            "vocab.json",
            "merges.txt",
            "tokenizer.model");

    private static final long LARGEST = 256 << 20;

    /// The tokenizer of a folder, if it holds one: Hugging Face's, or llama2.c's for just the model's vocabulary.
    ///
    /// @throws ModelFileException when its ids go beyond the model's vocabulary
    public static Optional<Tokenizer> tokenizer(Path folder, ModelConfig config) throws IOException {
        var file = file(folder, config);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var tokenizer = load(folder, file.get(), config);
        if (tokenizer.vocabularySize() > config.vocabularySize()) {
            throw new ModelFileException(
                    file.get(),
                    "tokenizer mismatch: ids go up to " + (tokenizer.vocabularySize() - 1) + ", but vocab_size is "
                            + config.vocabularySize());
        }
        return Optional.of(tokenizer);
    }

    private static Tokenizer load(Path folder, Path file, ModelConfig config) throws IOException {
        String name = file.getFileName().toString();
        if (name.equals(HUGGING_FACE)) {
            return HuggingFaceTokenizer.load(folder);
        }
        return name.endsWith(".vocab")
                ? Llama2cTokenizer.loadVocabulary(file)
                : Llama2cTokenizer.load(file, config.vocabularySize());
    }

    private static Optional<Path> file(Path folder, ModelConfig config) {
        String llama2c = "tok" + config.vocabularySize();
        return Stream.of(HUGGING_FACE, llama2c + ".bin", "tokenizer.bin", llama2c + ".vocab")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// The files that make up the tokenizer of a folder.
    public static TokenizerFiles of(Path folder, ModelConfig config) throws IOException {
        var contents = new LinkedHashMap<String, byte[]>();
        for (var name : NAMES) {
            var file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                contents.put(name, bytes(file));
            }
        }
        var used = file(folder, config);
        if (used.isPresent()) {
            contents.putIfAbsent(used.get().getFileName().toString(), bytes(used.get()));
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
