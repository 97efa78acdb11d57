package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import mathesis.engine.Objective;
import mathesis.engine.ScalarObjective;
import mathesis.engine.TokenBatch;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.kernels.Embedding;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;

/// Forward and backward over one batch, adding to a gradient. Keeps its memory and plans it anew when a longer batch
/// comes. Not thread-safe.
///
/// @param <O> what is minimised; decides which head the blocks end in
public final class GradientPass<O> implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private final Weights gradient;
    private final LossHead.Maker<O> head;
    private Passes passes;

    private GradientPass(Network network, Workers workers, Weights gradient, LossHead.Maker<O> head) {
        this.network = network;
        this.workers = workers;
        this.gradient = gradient;
        this.head = head;
        this.passes = new Passes(1);
    }

    /// Ends in log-probabilities of the vocabulary.
    ///
    /// @param gradient what is added to
    public static GradientPass<Objective> ofTokens(Network network, Workers workers, Weights gradient) {
        return new GradientPass<>(
                network, workers, gradient, forward -> new VocabularyLoss(network, forward, gradient, workers));
    }

    /// Ends in the values of the scalar head, which network and gradient must have.
    public static GradientPass<ScalarObjective> ofValues(Network network, Workers workers, Weights gradient) {
        return new GradientPass<>(
                network, workers, gradient, forward -> new ScalarLoss(network, forward, gradient, workers));
    }

    /// Adds the gradient of the objective's loss on this batch and returns the loss.
    public double accumulate(TokenBatch batch, O objective) {
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
        private final LossHead<O> loss;
        private final List<BlockBackward> blocks = new ArrayList<>();
        private final MemorySegment lastGradient_TC;
        private final MemorySegment inputGradient_TC;
        private final MemorySegment embeddingGradient;
        private final Workers.Range embeddingChannels = this::embedding;

        Passes(int capacity) {
            this.forward = new ForwardPass(network, workers, capacity, true);
            this.loss = head.over(forward);
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

        double run(TokenBatch batch, O objective) {
            forward.run(batch);
            double value = loss.run(objective, lastGradient_TC);
            for (int i = 0; i < blocks.size(); i++) { // an iterator would be an object
                blocks.get(i).run();
            }
            clearPadding();
            workers.forEach(network.config().hiddenSize(), EMBEDDING_CHANNELS, embeddingChannels);
            return value;
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
            loss.close();
            forward.close();
            memory.close();
        }
    }
}
