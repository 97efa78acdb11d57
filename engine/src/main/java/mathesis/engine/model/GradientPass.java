package mathesis.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mathesis.engine.ModelConfig;
import mathesis.engine.Objective;
import mathesis.engine.TokenBatch;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.kernels.Embedding;
import mathesis.engine.kernels.Workers;

/// Forward and backward over one batch, adding to a gradient. Keeps its buffers and grows them when a longer batch
/// comes. Not thread-safe.
public final class GradientPass implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private Memory memory;

    public GradientPass(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
        this.memory = new Memory(network.config(), 1);
    }

    /// Adds the gradient of the objective's loss on this batch and returns the loss.
    public double accumulate(TokenBatch batch, Objective objective, Weights gradient) {
        network.packForBackward();
        if (batch.length() > memory.activations.capacity()) {
            memory.close();
            memory = new Memory(network.config(), batch.length());
        }
        var activations = memory.activations;
        network.forward(batch, activations, workers);
        var scores = network.scores(batch, activations, workers);
        var coefficients_T = new float[batch.length()];
        double loss = objective.gradientCoefficients(scores, coefficients_T);
        backward(batch, coefficients_T, gradient);
        return loss;
    }

    private void backward(TokenBatch batch, float[] coefficients_T, Weights gradient) {
        var activations = memory.activations;
        var d = memory.gradients;
        network.head().backward(batch, coefficients_T, activations.last(), d.output_TC(), gradient, workers);
        int[] positions_T = Network.positions(batch.sequenceStarts());
        var cosSin = network.cosSin(batch.length());
        for (int layer = network.config().layers() - 1; layer >= 0; layer--) {
            var block = network.blocks().get(layer);
            new BlockBackward(block, activations.block(layer), d, gradient, batch.length(), workers)
                    .run(cosSin, positions_T, batch.sequenceStarts());
            d = d.forPreviousBlock();
        }
        var embeddingGradient = gradient.tensor("model.embed_tokens.weight").data();
        var inputGradient = d.output_TC();
        int channels = network.config().hiddenSize();
        clearPadding(inputGradient, batch.tokens_T(), channels);
        workers.forEach(
                channels,
                16,
                (from, to) ->
                        Embedding.backward(embeddingGradient, inputGradient, batch.tokens_T(), channels, from, to));
    }

    private void clearPadding(MemorySegment gradient_TC, int[] tokens_T, int channels) {
        int padding = network.config().padToken().orElse(TokenBatch.NO_TARGET);
        for (int t = 0; t < tokens_T.length; t++) {
            if (tokens_T[t] == padding) {
                Elementwise.fill(gradient_TC, 0, (long) t * channels, (t + 1L) * channels);
            }
        }
    }

    @Override
    public void close() {
        memory.close();
    }

    private static final class Memory implements AutoCloseable {
        private final Arena arena = Arena.ofShared();
        private final Activations activations;
        private final BlockGradients gradients;

        Memory(ModelConfig config, int rows) {
            this.activations = new Activations(config, rows, true);
            this.gradients = BlockGradients.allocate(config, rows, arena);
        }

        @Override
        public void close() {
            activations.close();
            arena.close();
        }
    }
}
