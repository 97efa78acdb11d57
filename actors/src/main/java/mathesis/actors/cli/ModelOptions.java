package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Tokenizer;
import mathesis.engine.Transformer;
import picocli.CommandLine.Option;

/// Which model to run, and on how many threads.
final class ModelOptions {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            converter = PathConverters.ExistingModel.class,
            description = "Hugging Face folder (config.json, safetensors, tokenizer.json) or a .bin file of llama2.c.")
    Path path;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = NumberConverters.Positive.class,
            description = "CPU threads (default: one for each core). Results do not depend on it.")
    int threads = Runtime.getRuntime().availableProcessors();

    PretrainedModel load() throws IOException {
        return PretrainedModel.load(path);
    }

    Transformer transformer(PretrainedModel model) {
        return new Transformer(model.weights(), threads);
    }

    /// The model's tokenizer, or one that says that there is none.
    static Tokenizer tokenizer(PretrainedModel model) {
        return model.tokenizerIfAny()
                .orElseGet(() -> new NoTokenizer(model.config().vocabularySize()));
    }
}
