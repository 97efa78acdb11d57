package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import mathesis.engine.ModelConfig;
import mathesis.engine.TokenScores;
import mathesis.engine.kernels.TokenLogProb;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;

/// The output head over the rows of a batch that have a target, a chunk of rows at a time: from the residual stream to
/// log-probabilities and entropies. Whoever wants the logits gets each chunk while it is there ([HeadGradients]).
///
/// Logits exist for one chunk only, never `[T, V]`. Those of a batch that fits into one chunk are still there after
/// [#scores], so that [#again] need not compute them a second time.
final class HeadPass implements AutoCloseable {
    /// Floats of a chunk of logits: 32 MiB.
    private static final int CHUNK_FLOATS = 8 << 20;

    /// Takes a chunk of rows whose logits are there.
    interface Chunk {
        /// @param first index of the chunk's first target among the batch's targets
        /// @param size  rows of the chunk
        void ready(int first, int size);
    }

    /// Wants no logits.
    static final Chunk NOBODY = (_, _) -> {};

    private final OutputHead head;
    private final ForwardPass forward;
    private final Workers workers;
    private final int channels;
    private final int vocabulary;
    private final int chunk;
    private final OffHeap memory = new OffHeap();
    private final MemorySegment residual_NC;
    private final MemorySegment normalized_NC;
    private final MemorySegment inverseRms_N;
    private final MemorySegment logits_NV;
    private final float[] logSumExps;
    private final float[] logSumExps_N;
    private final Workers.Range projectRows = new RowBlocks(this::project);
    private final Workers.Range scoreRows = new RowBlocks(this::score);
    private TokenScores scores = new TokenScores(new float[0], new float[0]);
    private int first;
    private int size;

    HeadPass(Network network, ForwardPass forward, Workers workers) {
        ModelConfig config = network.config();
        this.head = network.head();
        this.forward = forward;
        this.workers = workers;
        this.channels = config.hiddenSize();
        this.vocabulary = config.vocabularySize();
        int fitting = CHUNK_FLOATS / vocabulary / RowBlocks.ROWS * RowBlocks.ROWS;
        this.chunk = Math.min(forward.capacity(), Math.max(RowBlocks.ROWS, fitting));
        this.residual_NC = memory.floats((long) chunk * channels);
        this.normalized_NC = memory.floats((long) chunk * channels);
        this.inverseRms_N = memory.floats(chunk);
        this.logits_NV = memory.floats((long) chunk * vocabulary);
        this.logSumExps = new float[forward.capacity()];
        this.logSumExps_N = new float[chunk];
    }

    /// Log-probability and entropy of every target, 0 elsewhere; batches of one length share the arrays.
    ///
    /// @param then gets each chunk once it is scored
    TokenScores scores(Chunk then) {
        int rows = forward.layout().rows();
        if (scores.logprobs_T().length != rows) {
            scores = new TokenScores(new float[rows], new float[rows]);
        }
        Arrays.fill(scores.logprobs_T(), 0);
        Arrays.fill(scores.entropies_T(), 0);
        for (int from = 0; from < forward.layout().targets(); from += chunk) {
            take(from);
            workers.forEach(size, RowBlocks.GRAIN, scoreRows);
            System.arraycopy(logSumExps_N, 0, logSumExps, first, size);
            then.ready(first, size);
        }
        return scores;
    }

    /// Gives out the chunks of the last [#scores] once more.
    void again(Chunk then) {
        int targets = forward.layout().targets();
        for (int from = 0; from < targets; from += chunk) {
            if (targets > chunk) {
                take(from);
                workers.forEach(size, RowBlocks.GRAIN, projectRows);
                System.arraycopy(logSumExps, first, logSumExps_N, 0, size);
            }
            then.ready(first, size);
        }
    }

    private void take(int from) {
        first = from;
        size = Math.min(chunk, forward.layout().targets() - from);
    }

    private void project(int from, int to) {
        long rowBytes = (long) channels * Float.BYTES;
        var residual_TC = forward.activations().last();
        for (int i = from; i < to; i++) {
            long source = forward.layout().targetRow(first + i) * rowBytes;
            MemorySegment.copy(residual_TC, source, residual_NC, i * rowBytes, rowBytes);
        }
        head.normalize(normalized_NC, inverseRms_N, residual_NC, from, to);
        head.projection().apply(logits_NV, normalized_NC, false, from, to);
    }

    private void score(int from, int to) {
        project(from, to);
        var batch = forward.layout().batch();
        float inverse = (float) (1 / batch.temperature());
        for (int i = from; i < to; i++) {
            int t = forward.layout().targetRow(first + i);
            int target = batch.targets_T()[t];
            TokenLogProb.scores(logits_NV, i, vocabulary, inverse, scores.logprobs_T(), scores.entropies_T(), t);
            float logSumExp = scores.logprobs_T()[t];
            logSumExps_N[i] = logSumExp;
            scores.logprobs_T()[t] = TokenLogProb.logprob(logits_NV, i, vocabulary, target, inverse, logSumExp);
        }
    }

    /// Rows of the largest chunk.
    int chunkRows() {
        return chunk;
    }

    /// The residual stream at the chunk's rows.
    MemorySegment residual_NC() {
        return residual_NC;
    }

    /// The same after the final norm.
    MemorySegment normalized_NC() {
        return normalized_NC;
    }

    MemorySegment inverseRms_N() {
        return inverseRms_N;
    }

    /// The chunk's logits; whoever has the chunk may overwrite them.
    MemorySegment logits_NV() {
        return logits_NV;
    }

    /// The logarithm of the softmax's denominator in each row of the chunk.
    float[] logSumExps_N() {
        return logSumExps_N;
    }

    @Override
    public void close() {
        memory.close();
    }
}
