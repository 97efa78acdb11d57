package mathesis.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import mathesis.engine.ModelConfig;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.engine.WeightFormat;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Attention;
import mathesis.engine.kernels.Embedding;
import mathesis.engine.kernels.Scratch;
import mathesis.engine.kernels.Workers;

/// The whole decoder over one set of weights: embedding, blocks, output head.
///
/// A training or scoring pass splits its rows and attention units over the workers; how they are split changes no bit
/// of the result.
public final class Network implements AutoCloseable {
    /// Rows that pass through half a block together: their activations stay in the second-level cache.
    static final int ROW_BLOCK = 32;

    private final Weights weights;
    private final ModelConfig config;
    private final Arena arena = Arena.ofShared();
    private final List<Block> blocks = new ArrayList<>();
    private final OutputHead head;
    private final RopeTable rope;
    private boolean backwardPacked;

    /// @param format of the matrices; only [WeightFormat#FLOAT32] can train
    public Network(Weights weights, WeightFormat format) {
        this.weights = weights;
        this.config = weights.config();
        for (int layer = 0; layer < config.layers(); layer++) {
            blocks.add(new Block(weights, layer, format, arena));
        }
        this.head = new OutputHead(weights, format, arena);
        this.rope = new RopeTable(config, arena);
        pack();
    }

    /// Refreshes what was derived from the weights. Call after every change, with no pass under way.
    public void pack() {
        blocks.forEach(block -> block.matrices().forEach(Linear::pack));
        head.projection().pack();
        backwardPacked = false;
    }

    /// Makes the copies that the backward pass reads, unless they are up to date.
    void packForBackward() {
        if (!backwardPacked) {
            blocks.forEach(block -> block.matrices().forEach(Linear::packForBackward));
            head.projection().packForBackward();
            backwardPacked = true;
        }
    }

    /// Hears of a block's keys and values before the next block overwrites them.
    interface KeyValueSink {
        void projected(int layer, BlockActivations activations);
    }

    /// Runs embedding and blocks over a batch of packed sequences; the result is `activations.last()`.
    void forward(TokenBatch batch, Activations activations, Workers workers) {
        forward(batch, activations, workers, (_, _) -> {});
    }

    /// As above, for a decoder that keeps the keys and values.
    void forward(TokenBatch batch, Activations activations, Workers workers, KeyValueSink sink) {
        int rows = batch.length();
        int[] positions_T = positions(batch.sequenceStarts());
        var cosSin = rope.covering(longest(batch.sequenceStarts()));
        int units = Attention.units(batch.sequenceStarts(), config.keyValueHeads());
        byRowBlocks(workers, rows, (from, to) -> {
            embed(activations.residual(0), batch.tokens_T(), from, to);
            blocks.getFirst().projectHeads(activations.block(0), cosSin, positions_T, from, to);
        });
        for (int layer = 0; layer < blocks.size(); layer++) {
            int current = layer;
            var a = activations.block(layer);
            sink.projected(layer, a);
            workers.forEach(units, 1, (from, to) -> attend(a, batch.sequenceStarts(), from, to));
            byRowBlocks(workers, rows, (from, to) -> {
                blocks.get(current).finish(a, activations.residual(current + 1), from, to);
                if (current + 1 < blocks.size()) {
                    blocks.get(current + 1).projectHeads(activations.block(current + 1), cosSin, positions_T, from, to);
                }
            });
        }
    }

    private void attend(BlockActivations a, int[] starts, int fromUnit, int toUnit) {
        Attention.forward(
                a.attended_TQ(),
                a.logSumExp_TH(),
                a.query_TQ(),
                a.key_TK(),
                a.value_TK(),
                starts,
                config.heads(),
                config.keyValueHeads(),
                config.headSize(),
                fromUnit,
                toUnit,
                Scratch.ofThread());
    }

    /// Log-probabilities and entropies of a batch's targets after [#forward].
    TokenScores scores(TokenBatch batch, Activations activations, Workers workers) {
        return head.scores(batch, activations.last(), workers);
    }

    void embed(MemorySegment output_TC, int[] tokens, int from, int to) {
        Embedding.forward(output_TC, embedding(), tokens, config.hiddenSize(), from, to);
    }

    /// Splits rows over the workers, and each share into blocks that stay in cache.
    static void byRowBlocks(Workers workers, int rows, Workers.Range task) {
        workers.forEach(rows, ROW_BLOCK, (from, to) -> {
            for (int row = from; row < to; row += ROW_BLOCK) {
                task.run(row, Math.min(to, row + ROW_BLOCK));
            }
        });
    }

    static int[] positions(int[] starts) {
        var positions = new int[starts[starts.length - 1]];
        for (int s = 0; s + 1 < starts.length; s++) {
            for (int t = starts[s]; t < starts[s + 1]; t++) {
                positions[t] = t - starts[s];
            }
        }
        return positions;
    }

    private static int longest(int[] starts) {
        int longest = 0;
        for (int s = 0; s + 1 < starts.length; s++) {
            longest = Math.max(longest, starts[s + 1] - starts[s]);
        }
        return longest;
    }

    MemorySegment embedding() {
        return weights.tensor("model.embed_tokens.weight").data();
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

    ModelConfig config() {
        return config;
    }

    Weights weights() {
        return weights;
    }

    @Override
    public void close() {
        arena.close();
    }
}
