package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Tokenizer;
import mathesis.engine.Transformer;
import mathesis.engine.WeightFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Which model to run, on how many threads and with which weights.
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

    @Option(
            names = "--weights",
            paramLabel = "float32|int8",
            defaultValue = "float32",
            converter = Format.class,
            description = "What matrices are multiplied as (default: ${DEFAULT-VALUE}). int8 rounds them to 8 bits with"
                    + " a scale for each output: faster where they do not fit in cache, other log-probabilities by the"
                    + " rounding; what is written then says \"weights\":\"int8\".")
    WeightFormat weights;

    /// The formats by their names in lower case.
    static final class Format implements ITypeConverter<WeightFormat> {
        @Override
        public WeightFormat convert(String value) {
            return Arrays.stream(WeightFormat.values())
                    .filter(format -> name(format).equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is neither float32 nor int8"));
        }
    }

    PretrainedModel load() throws IOException {
        return PretrainedModel.load(path);
    }

    Transformer transformer(PretrainedModel model) {
        return new Transformer(model.weights(), threads, weights);
    }

    /// Says in an object with figures that they are of rounded weights, where they are.
    static ObjectNode mark(ObjectNode figures, WeightFormat weights) {
        return weights == WeightFormat.FLOAT32 ? figures : figures.put("weights", name(weights));
    }

    static String name(WeightFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /// The model's tokenizer, or one that says that there is none.
    static Tokenizer tokenizer(PretrainedModel model) {
        return model.tokenizerIfAny()
                .orElseGet(() -> new NoTokenizer(model.config().vocabularySize()));
    }
}
