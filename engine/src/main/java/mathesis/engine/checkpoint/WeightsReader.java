package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import mathesis.engine.ModelConfig;
import mathesis.engine.Weights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills the weights of a model from the safetensors of its folder. Nothing is allocated before every tensor has been
/// found in its shape.
final class WeightsReader {
    private static final Logger LOG = LoggerFactory.getLogger(WeightsReader.class);

    /// Tables that old versions of transformers stored and that follow from the configuration.
    private static final Pattern DERIVED =
            Pattern.compile("model\\.(layers\\.\\d+\\.self_attn\\.)?rotary_emb\\.inv_freq");

    /// No layer has fewer: four attention matrices, three of the feed-forward part, two norms.
    private static final int LEAST_TENSORS_OF_A_LAYER = 9;

    private WeightsReader() {}

    static Weights read(Path folder, ModelConfig config) throws IOException {
        return read(folder, config, Weights::shapes, Weights::zeros);
    }

    /// Of a model that ends in a scalar head.
    static Weights readScalar(Path folder, ModelConfig config) throws IOException {
        return read(folder, config, Weights::shapesWithScalarHead, Weights::zerosWithScalarHead);
    }

    private static Weights read(
            Path folder,
            ModelConfig config,
            Function<ModelConfig, Map<String, int[]>> tensors,
            Function<ModelConfig, Weights> zeros)
            throws IOException {
        try (var files = WeightFiles.open(folder)) {
            if ((long) config.layers() * LEAST_TENSORS_OF_A_LAYER
                    > files.names().size()) {
                throw new ModelFileException(
                        files.place(),
                        "holds " + files.names().size() + " tensors, too few for num_hidden_layers = " + config.layers()
                                + " of config.json");
            }
            var shapes = tensors.apply(config);
            requireAll(files, shapes);
            refuseOthers(files, shapes, config);
            return fill(files, zeros.apply(config));
        }
    }

    private static void requireAll(WeightFiles files, Map<String, int[]> shapes) throws ModelFileException {
        var missing = new ArrayList<String>();
        for (var expected : shapes.entrySet()) {
            var file = files.holding(expected.getKey());
            if (file.isEmpty() && expected.getKey().equals(Weights.SCORE_BIAS)) {
                continue; // sequence classifiers have none
            }
            if (file.isEmpty()) {
                missing.add(expected.getKey());
            } else {
                file.get().requireShape(expected.getKey(), expected.getValue());
            }
        }
        if (!missing.isEmpty()) {
            throw new ModelFileException(
                    files.place(), missing.size() + " tensors are missing, the first is " + missing.getFirst());
        }
    }

    private static void refuseOthers(WeightFiles files, Map<String, int[]> shapes, ModelConfig config)
            throws ModelFileException {
        for (var name : files.names()) {
            if (shapes.containsKey(name)) {
                continue;
            }
            boolean tiedHead = config.tiedEmbeddings() && name.equals("lm_head.weight");
            if (!tiedHead && !DERIVED.matcher(name).matches()) {
                throw new ModelFileException(
                        files.place(), "tensor " + name + " is no part of a model as config.json describes it");
            }
            LOG.warn("{}: ignoring {}", files.place(), tiedHead ? name + ", the embeddings are tied" : name);
        }
    }

    private static Weights fill(WeightFiles files, Weights weights) throws ModelFileException {
        try {
            for (var tensor : weights.tensors()) {
                var holder = files.holding(tensor.name());
                if (holder.isEmpty()) {
                    continue; // a bias that may be missing stays 0
                }
                var file = holder.get();
                file.read(tensor.name(), tensor);
                var bad = tensor.firstNonFinite();
                if (bad.isPresent()) {
                    throw new ModelFileException(
                            file.file(),
                            "tensor " + tensor.name() + " holds " + tensor.get(bad.getAsLong()) + " at element "
                                    + bad.getAsLong() + "; weights must be finite");
                }
            }
            return weights;
        } catch (ModelFileException | RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }
}
