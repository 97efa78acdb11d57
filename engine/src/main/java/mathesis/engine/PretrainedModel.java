package mathesis.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import mathesis.engine.checkpoint.DType;
import mathesis.engine.checkpoint.HuggingFaceModel;
import mathesis.engine.checkpoint.Llama2cModel;
import mathesis.engine.checkpoint.TokenizerFiles;

/// A model as its files give it.
///
/// @param config         shape
/// @param weights        parameters; this record owns their memory until it is closed
/// @param tokenizerIfAny absent when the files hold none: such a model still works on token ids
/// @param generation     what the files say about generation
/// @param tokenizerFiles what saving writes beside the weights, byte for byte
/// @param source         where it was read, for messages
public record PretrainedModel(
        ModelConfig config,
        Weights weights,
        Optional<Tokenizer> tokenizerIfAny,
        GenerationConfig generation,
        TokenizerFiles tokenizerFiles,
        Path source)
        implements AutoCloseable {
    public PretrainedModel {
        if (!config.equals(weights.config())) {
            throw new IllegalArgumentException("the weights are of another shape than " + config);
        }
        int ids = tokenizerIfAny.map(Tokenizer::vocabularySize).orElse(0);
        if (ids > config.vocabularySize()) {
            throw new IllegalArgumentException("tokenizer mismatch: " + source + " has a tokenizer of " + ids
                    + " ids, but vocab_size is " + config.vocabularySize());
        }
    }

    /// Reads a Hugging Face folder, a llama2.c file, or a folder with one llama2.c file in it.
    public static PretrainedModel load(Path path) throws IOException {
        var file = Llama2cModel.find(path);
        return file.isPresent() ? Llama2cModel.load(file.get()) : HuggingFaceModel.load(path);
    }

    /// Reads a model that ends in a scalar head, such as a reward model; one of a language model gets a fresh head in
    /// place of its output matrix.
    ///
    /// @param seed of a fresh head
    public static PretrainedModel loadWithScalarHead(Path path, long seed) throws IOException {
        if (Llama2cModel.find(path).isEmpty() && HuggingFaceModel.isScalar(path)) {
            return HuggingFaceModel.loadScalar(path);
        }
        try (var model = load(path)) {
            var weights = model.weights().withFreshScalarHead(new SplittableRandom(seed));
            return new PretrainedModel(
                    weights.config(),
                    weights,
                    model.tokenizerIfAny(),
                    model.generation(),
                    model.tokenizerFiles(),
                    path);
        }
    }

    /// A model that no files hold yet, with the tokenizer of a Hugging Face folder.
    public static PretrainedModel fresh(Weights weights, GenerationConfig generation, Path tokenizerFolder)
            throws IOException {
        var tokenizer = TokenizerFiles.tokenizer(tokenizerFolder, weights.config());
        var files = TokenizerFiles.of(tokenizerFolder, weights.config());
        return new PretrainedModel(weights.config(), weights, tokenizer, generation, files, tokenizerFolder);
    }

    /// Writes the model as a new Hugging Face folder, in 32-bit floats.
    public void save(Path folder) throws IOException {
        HuggingFaceModel.save(this, folder, DType.F32);
    }

    /// The same with more files in the folder, by name.
    public void save(Path folder, Map<String, byte[]> besides) throws IOException {
        HuggingFaceModel.save(this, folder, besides);
    }

    /// The tokenizer.
    ///
    /// @throws IllegalStateException when the model's files hold none
    public Tokenizer tokenizer() {
        return tokenizerIfAny.orElseThrow(
                () -> new IllegalStateException(source + " holds no tokenizer: this model takes token ids, not text"));
    }

    /// The same model with other parameters, which the result owns.
    public PretrainedModel withWeights(Weights others) {
        return new PretrainedModel(config, others, tokenizerIfAny, generation, tokenizerFiles, source);
    }

    /// Frees the weights.
    @Override
    public void close() {
        weights.close();
    }
}
