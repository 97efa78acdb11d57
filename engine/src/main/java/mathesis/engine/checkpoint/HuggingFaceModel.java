package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mathesis.engine.ModelConfig;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Tokenizer;
import mathesis.engine.tokenizer.HuggingFaceTokenizer;

/// Model folders as Hugging Face publishes them: `config.json`, safetensors in one file or several, tokenizer.
public final class HuggingFaceModel {
    private HuggingFaceModel() {}

    /// Reads a folder. The weights are the last to be read, after everything else has proved sound.
    ///
    /// @throws ModelFileException when a file is broken or asks for something that the engine does not do
    public static PretrainedModel load(Path folder) throws IOException {
        var config = config(folder);
        var generation = GenerationReader.read(folder, config.vocabularySize());
        var tokenizer = tokenizer(folder, config);
        var tokenizerFiles = TokenizerFiles.of(folder);
        return new PretrainedModel(
                config, WeightsReader.read(folder, config), tokenizer, generation, tokenizerFiles, folder);
    }

    /// Reads the shape alone.
    public static ModelConfig config(Path folder) throws IOException {
        var file = folder.resolve("config.json");
        if (!Files.exists(file)) {
            throw new ModelFileException(folder, "holds no config.json");
        }
        return ConfigReader.read(file);
    }

    private static Optional<Tokenizer> tokenizer(Path folder, ModelConfig config) throws IOException {
        if (!Files.exists(folder.resolve("tokenizer.json"))) {
            return Optional.empty();
        }
        var tokenizer = HuggingFaceTokenizer.load(folder);
        if (tokenizer.vocabularySize() > config.vocabularySize()) {
            throw new ModelFileException(
                    folder,
                    "tokenizer mismatch: tokenizer.json has ids up to " + (tokenizer.vocabularySize() - 1)
                            + ", but vocab_size is " + config.vocabularySize());
        }
        return Optional.of(tokenizer);
    }
}
