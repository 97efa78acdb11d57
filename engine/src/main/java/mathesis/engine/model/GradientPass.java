package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mathesis.engine.Objective;
import mathesis.engine.TokenBatch;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.kernels.Embedding;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;

/// Forward and backward over one batch, adding to a gradient. Keeps its memory and plans it anew when a longer batch
/// comes. Not thread-safe.
public final class GradientPass implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private final Weights gradient;
    private Passes passes;

    /// @param gradient what is added to
    public GradientPass(Network network, Workers workers, Weights gradient) {
        this.network = network;
        this.workers = workers;
        this.gradient = gradient;
        this.passes = new Passes(1);
    }

    /// Adds the gradient of the objective's loss on this batch and returns the loss.
    public double accumulate(TokenBatch batch, Objective objective) {
        network.packForBackward(workers);
        if (batch.length() > passes.forward.capacity()) {
            int capacity = passes.forward.grownFor(batch.length());
            passes.close();
            passes = new Passes(capacity);
        }
        return passes.run(batch, objective);
    }

    @Override
    public void close() {
        passes.close();
    }

    /// The passes over batches of up to a number of rows, with all their memory.
    private final class Passes implements AutoCloseable {
        /// Channels of the embedding's gradient that a worker takes at a time.
        private static final int EMBEDDING_CHANNELS = 32;

        private final OffHeap memory = new OffHeap();
        private final ForwardPass forward;
        private final HeadPass head;
        private final HeadGradients headGradients;
        private final List<BlockBackward> blocks = new ArrayList<>();
        private final MemorySegment lastGradient_TC;
        private final MemorySegment inputGradient_TC;
        private final MemorySegment embeddingGradient;
        private final Workers.Range embeddingChannels = this::embedding;
        private float[] coefficients_T = {};

        Passes(int capacity) {
            this.forward = new ForwardPass(network, workers, capacity, true);
            this.head = new HeadPass(network, forward, workers);
            this.headGradients = new HeadGradients(network, forward, head, gradient, workers);
            var d = BlockGradients.allocate(network.config(), capacity, memory);
            this.lastGradient_TC = d.output_TC();
            for (int layer = network.config().layers() - 1; layer >= 0; layer--) {
                blocks.add(new BlockBackward(network, layer, forward, d, gradient, workers));
                d = d.forPreviousBlock();
            }
            this.inputGradient_TC = d.output_TC();
            this.embeddingGradient =
                    gradient.tensor("model.embed_tokens.weight").data();
        }

        double run(TokenBatch batch, Objective objective) {
            if (coefficients_T.length != batch.length()) {
                coefficients_T = new float[batch.length()];
            }
            Arrays.fill(coefficients_T, 0);
            forward.run(batch);
            double loss = head(objective, objective.fixedCoefficients());
            for (int i = 0; i < blocks.size(); i++) { // an iterator would be an object
                blocks.get(i).run();
            }
            clearPadding();
            workers.forEach(network.config().hiddenSize(), EMBEDDING_CHANNELS, embeddingChannels);
            return loss;
        }

        /// Coefficients that are known beforehand spare the logits of large batches a second time.
        private double head(Objective objective, Optional<float[]> fixedCoefficients_T) {
            if (fixedCoefficients_T.isPresent()) {
                headGradients.begin(fixedCoefficients_T.get(), lastGradient_TC);
                return objective.gradientCoefficients(head.scores(headGradients), coefficients_T);
            }
            double loss = objective.gradientCoefficients(head.scores(HeadPass.NOBODY), coefficients_T);
            headGradients.begin(coefficients_T, lastGradient_TC);
            head.again(headGradients);
            return loss;
        }

        private void clearPadding() {
            int padding = network.config().padToken().orElse(TokenBatch.NO_TARGET);
            int[] tokens_T = forward.layout().batch().tokens_T();
            int channels = network.config().hiddenSize();
            for (int t = 0; t < tokens_T.length; t++) {
                if (tokens_T[t] == padding) {
                    Elementwise.fill(inputGradient_TC, 0, (long) t * channels, (t + 1L) * channels);
                }
            }
        }

        private void embedding(int from, int to) {
            int[] tokens_T = forward.layout().batch().tokens_T();
            Embedding.backward(
                    embeddingGradient,
                    inputGradient_TC,
                    tokens_T,
                    network.config().hiddenSize(),
                    from,
                    to);
        }

        @Override
        public void close() {
            headGradients.close();
            head.close();
            forward.close();
            memory.close();
        }
    }
}
