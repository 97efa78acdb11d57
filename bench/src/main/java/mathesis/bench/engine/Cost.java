package mathesis.bench.engine;

import mathesis.engine.ModelConfig;
import mathesis.engine.Weights;
import mathesis.engine.tensor.Tensor;

/// Floating-point operations and bytes that a model needs whatever the program, and the time that a machine needs for
/// them. Norms, rotations, activations and softmaxes are left out: the matrices outweigh them.
final class Cost {
    private Cost() {}

    /// Operations of all matrix products for one token, the output projection included.
    static double matmulFlops(ModelConfig config) {
        return 2.0 * matrixElements(config);
    }

    /// Operations of one decoded token that attends to `context` tokens.
    static double decodeFlops(ModelConfig config, double context) {
        return matmulFlops(config) + 4.0 * config.layers() * config.queryWidth() * context;
    }

    /// Operations of one trained token in a sequence of `length` tokens, forward and backward; causal attention sees
    /// half of the sequence on average.
    static double trainFlops(ModelConfig config, int length) {
        double parameters = 0;
        for (int[] shape : Weights.shapes(config).values()) {
            parameters += Tensor.elements(shape);
        }
        return 6 * parameters + 6.0 * config.layers() * config.queryWidth() * length;
    }

    /// Bytes that one decoding step reads or writes: all matrices once, and keys, values and logits of each sequence.
    static double stepBytes(ModelConfig config, int batch, double context) {
        double keyValues = 2.0 * config.layers() * config.keyValueWidth() * (context + 1);
        return Float.BYTES * (matrixElements(config) + batch * (keyValues + config.vocabularySize()));
    }

    /// Seconds of one decoding step on one core: as long as the operations take, or the bytes if they take longer.
    static double stepSeconds(Limits limits, ModelConfig config, int batch, double context) {
        return Math.max(
                flopSeconds(limits, config, batch, context), byteSeconds(limits, stepBytes(config, batch, context)));
    }

    static boolean boundByBytes(Limits limits, ModelConfig config, int batch, double context) {
        return stepSeconds(limits, config, batch, context) > flopSeconds(limits, config, batch, context);
    }

    private static double flopSeconds(Limits limits, ModelConfig config, int batch, double context) {
        return batch * decodeFlops(config, context) / limits.flopsPerSecond();
    }

    private static double byteSeconds(Limits limits, double bytes) {
        return bytes / limits.bytesPerSecond(bytes);
    }

    private static double matrixElements(ModelConfig config) {
        double elements = (double) config.vocabularySize() * config.hiddenSize(); // the output projection
        for (var entry : Weights.shapes(config).entrySet()) {
            if (entry.getKey().endsWith("proj.weight")) {
                elements += Tensor.elements(entry.getValue());
            }
        }
        return elements;
    }
}
