package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mathesis.engine.ModelConfig;
import mathesis.engine.PretrainedModel;

/// Model folders as Hugging Face publishes them: `config.json`, safetensors in one file or several, tokenizer.
public final class HuggingFaceModel {
    /// Largest file of weights that [#save] writes unless told otherwise: 5 GB, as transformers does.
    public static final long SHARD_BYTES = 5_000_000_000L;

    private HuggingFaceModel() {}

    /// Reads a folder. The weights are the last to be read, after everything else has proved sound.
    ///
    /// @throws ModelFileException when a file is broken or asks for something that the engine does not do
    public static PretrainedModel load(Path folder) throws IOException {
        var config = config(folder);
        var generation = GenerationReader.read(folder, config.vocabularySize());
        var tokenizer = TokenizerFiles.tokenizer(folder, config);
        var tokenizerFiles = TokenizerFiles.of(folder, config);
        return new PretrainedModel(
                config, WeightsReader.read(folder, config), tokenizer, generation, tokenizerFiles, folder);
    }

    /// Whether a folder holds a model that ends in a scalar head, as reward models do.
    public static boolean isScalar(Path folder) throws IOException {
        return ConfigReader.isScalar(configFile(folder));
    }

    /// Reads a folder of a model that ends in a scalar head. A missing bias is 0; the output matrix of a language
    /// model is not read.
    ///
    /// @throws ModelFileException when it has no such head, or more than one label
    public static PretrainedModel loadScalar(Path folder) throws IOException {
        var config = ConfigReader.readScalar(configFile(folder)).tied();
        var generation = GenerationReader.read(folder, config.vocabularySize());
        var tokenizer = TokenizerFiles.tokenizer(folder, config);
        var tokenizerFiles = TokenizerFiles.of(folder, config);
        return new PretrainedModel(
                config, WeightsReader.readScalar(folder, config), tokenizer, generation, tokenizerFiles, folder);
    }

    /// Reads the shape alone.
    public static ModelConfig config(Path folder) throws IOException {
        if (isScalar(folder)) {
            throw new ModelFileException(
                    folder,
                    "is a reward model: it scores texts and cannot write any; name a language model, or use it with"
                            + " reward-model score");
        }
        return ConfigReader.read(configFile(folder));
    }

    private static Path configFile(Path folder) throws ModelFileException {
        var file = folder.resolve("config.json");
        if (!Files.exists(file)) {
            throw new ModelFileException(folder, "holds no config.json");
        }
        return file;
    }

    /// Writes a model as a folder that transformers loads. The folder appears whole or not at all.
    ///
    /// @param folder not there yet, or empty
    /// @param dtype  [DType#F32] or [DType#BF16]
    public static void save(PretrainedModel model, Path folder, DType dtype) throws IOException {
        save(model, folder, dtype, SHARD_BYTES);
    }

    /// As above, with weights in files of at most `shardBytes` (a larger tensor gets a file of its own).
    public static void save(PretrainedModel model, Path folder, DType dtype, long shardBytes) throws IOException {
        save(folder, HuggingFaceFolder.of(model, dtype, shardBytes));
    }

    /// Writes a model in 32-bit floats with more files in its folder, by name.
    public static void save(PretrainedModel model, Path folder, Map<String, byte[]> besides) throws IOException {
        save(folder, HuggingFaceFolder.of(model, DType.F32, SHARD_BYTES, besides));
    }

    private static void save(Path folder, HuggingFaceFolder files) throws IOException {
        if (Folders.occupied(folder)) {
            throw new FileAlreadyExistsException(
                    folder.toString(), null, "already holds files; a model needs a new folder");
        }
        FolderWriter.write(folder, files.neededBytes(), Disk.REAL, files::writeTo);
    }
}
