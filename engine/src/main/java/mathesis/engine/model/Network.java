package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.engine.ModelConfig;
import mathesis.engine.WeightFormat;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Embedding;
import mathesis.engine.kernels.Heads;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;

/// The parts of the decoder over one set of weights: embedding, blocks, output head. Passes and decoders run them.
public final class Network implements AutoCloseable {
    private final Weights weights;
    private final ModelConfig config;
    private final Heads heads;
    private final OffHeap memory = new OffHeap();
    private final List<Block> blocks = new ArrayList<>();
    private final OutputHead head;
    private final Optional<ScalarHead> scalarHead;
    private final RopeTable rope;
    private final List<Linear> matrices = new ArrayList<>();
    private boolean backwardPacked;

    /// Packs the weights, on the given workers.
    ///
    /// @param format of the matrices; only [WeightFormat#FLOAT32] can train
    public Network(Weights weights, WeightFormat format, Workers workers) {
        this.weights = weights;
        this.config = weights.config();
        this.heads = new Heads(config.heads(), config.keyValueHeads(), config.headSize());
        for (int layer = 0; layer < config.layers(); layer++) {
            blocks.add(new Block(weights, layer, format, memory));
        }
        this.head = new OutputHead(weights, format, memory);
        this.scalarHead = weights.hasScalarHead() ? Optional.of(new ScalarHead(weights, memory)) : Optional.empty();
        this.rope = new RopeTable(config, memory);
        blocks.forEach(block -> matrices.addAll(block.matrices()));
        matrices.add(head.projection());
        scalarHead.ifPresent(scalar -> matrices.add(scalar.projection()));
        pack(workers);
    }

    /// Refreshes what was derived from the weights. Call after every change, with no pass under way.
    public void pack(Workers workers) {
        for (int i = 0; i < matrices.size(); i++) { // an iterator would be an object
            matrices.get(i).pack(workers);
        }
        backwardPacked = false;
    }

    /// Makes the copies that the backward pass reads, unless they are up to date.
    void packForBackward(Workers workers) {
        if (!backwardPacked) {
            for (int i = 0; i < matrices.size(); i++) {
                matrices.get(i).packForBackward(workers);
            }
            backwardPacked = true;
        }
    }

    void embed(MemorySegment output_TC, int[] tokens, int from, int to) {
        var table = weights.tensor("model.embed_tokens.weight").data();
        Embedding.forward(output_TC, table, tokens, config.hiddenSize(), from, to);
    }

    MemorySegment cosSin(int positions) {
        return rope.covering(positions);
    }

    List<Block> blocks() {
        return blocks;
    }

    OutputHead head() {
        return head;
    }

    /// @throws IllegalStateException when the weights have none
    ScalarHead scalarHead() {
        return scalarHead.orElseThrow(() -> new IllegalStateException(
                "these weights have no scalar head; make them with Weights.zerosWithScalarHead"));
    }

    Heads heads() {
        return heads;
    }

    ModelConfig config() {
        return config;
    }

    @Override
    public void close() {
        memory.close();
    }
}
