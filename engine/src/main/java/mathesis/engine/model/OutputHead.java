package mathesis.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.kernels.Gemm;
import mathesis.engine.kernels.RmsNorm;
import mathesis.engine.kernels.TokenLogProb;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.Tensor;

/// The final norm and the projection to the vocabulary, for rows that have a target and for those alone.
///
/// Logits live in chunks of rows, never `[T, V]`: the backward pass computes them again.
final class OutputHead {
    /// Floats of one chunk of logits: 16 MiB.
    private static final int CHUNK_FLOATS = 4 << 20;

    private final int channels;
    private final int vocabulary;
    private final float eps;
    private final Tensor norm;
    private final Linear projection;

    OutputHead(Weights weights, Arena arena) {
        this.channels = weights.config().hiddenSize();
        this.vocabulary = weights.config().vocabularySize();
        this.eps = (float) weights.config().rmsNormEps();
        this.norm = weights.tensor("model.norm.weight");
        this.projection = new Linear(weights.outputProjection(), arena);
    }

    /// Log-probability and entropy of every target.
    TokenScores scores(TokenBatch batch, MemorySegment residual_TC, Workers workers) {
        var scores = new TokenScores(new float[batch.length()], new float[batch.length()]);
        var rows = TargetRows.of(batch);
        if (rows.count() == 0) {
            return scores;
        }
        try (var arena = Arena.ofShared()) {
            var hidden = normalized(rows, residual_TC, arena, workers);
            int chunk = chunkRows(rows.count());
            var logits = Buffers.floats(arena, (long) chunk * vocabulary);
            for (int first = 0; first < rows.count(); first += chunk) {
                int base = first;
                int size = Math.min(chunk, rows.count() - first);
                var chunkHidden = slice(hidden.normalized_NC(), first, size);
                Network.byRowBlocks(workers, size, (from, to) -> {
                    projection.apply(logits, chunkHidden, false, from, to);
                    score(logits, rows, base, scores, batch.temperature(), from, to);
                });
            }
        }
        return scores;
    }

    private void score(
            MemorySegment logits, TargetRows rows, int base, TokenScores into, double temperature, int from, int to) {
        float inverse = (float) (1 / temperature);
        for (int row = from; row < to; row++) {
            int t = rows.positions()[base + row];
            int target = rows.targets()[base + row];
            TokenLogProb.scores(logits, row, vocabulary, inverse, into.logprobs_T(), into.entropies_T(), t);
            float lse = into.logprobs_T()[t];
            into.logprobs_T()[t] = TokenLogProb.logprob(logits, row, vocabulary, target, inverse, lse);
        }
    }

    /// Gradients of the head for the given coefficients: adds to those of the norm and the projection, and writes that
    /// of the residual stream (0 in rows without target).
    void backward(
            TokenBatch batch,
            float[] coefficients_T,
            MemorySegment residual_TC,
            MemorySegment residualGradient_TC,
            Weights gradient,
            Workers workers) {
        Elementwise.fill(residualGradient_TC, 0, 0, (long) batch.length() * channels);
        var rows = TargetRows.of(batch);
        if (rows.count() == 0) {
            return;
        }
        try (var arena = Arena.ofShared()) {
            var hidden = normalized(rows, residual_TC, arena, workers);
            var hiddenGradient = Buffers.floats(arena, (long) rows.count() * channels);
            projectionGradients(batch, rows, coefficients_T, hidden, hiddenGradient, gradient, arena, workers);
            var gathered = Buffers.floats(arena, (long) rows.count() * channels);
            Network.byRowBlocks(
                    workers,
                    rows.count(),
                    (from, to) -> RmsNorm.backwardInput(
                            gathered,
                            hiddenGradient,
                            hidden.gathered_NC(),
                            norm.data(),
                            hidden.inverseRms_N(),
                            channels,
                            from,
                            to));
            scatter(residualGradient_TC, gathered, rows.positions());
            var normGradient = gradient.tensor(norm.name()).data();
            workers.forEach(
                    channels,
                    16,
                    (from, to) -> RmsNorm.backwardGain(
                            normGradient,
                            hiddenGradient,
                            hidden.gathered_NC(),
                            hidden.inverseRms_N(),
                            channels,
                            rows.count(),
                            from,
                            to));
        }
    }

    private void projectionGradients(
            TokenBatch batch,
            TargetRows rows,
            float[] coefficients_T,
            Hidden hidden,
            MemorySegment hiddenGradient,
            Weights gradient,
            Arena arena,
            Workers workers) {
        int chunk = chunkRows(rows.count());
        var logits = Buffers.floats(arena, (long) chunk * vocabulary);
        var packed = Buffers.floats(arena, Gemm.packedFloats(chunk, channels));
        var weightGradient = gradient.tensor(projection.weight().name());
        float[] coefficients = rows.gather(coefficients_T);
        float inverse = (float) (1 / batch.temperature());
        for (int first = 0; first < rows.count(); first += chunk) {
            int size = Math.min(chunk, rows.count() - first);
            var targets = Arrays.copyOfRange(rows.targets(), first, first + size);
            var weights = Arrays.copyOfRange(coefficients, first, first + size);
            var logSumExps = new float[size];
            var chunkHidden = slice(hidden.normalized_NC(), first, size);
            var chunkGradient = slice(hiddenGradient, first, size);
            Network.byRowBlocks(workers, size, (from, to) -> {
                projection.apply(logits, chunkHidden, false, from, to);
                for (int row = from; row < to; row++) {
                    logSumExps[row] = TokenLogProb.logSumExp(logits, row, vocabulary, inverse);
                }
                TokenLogProb.backward(logits, logits, targets, logSumExps, weights, vocabulary, inverse, from, to);
                projection.inputGradient(chunkGradient, logits, false, from, to);
            });
            Linear.packInput(packed, chunkHidden, size, channels);
            workers.forEach(
                    vocabulary,
                    8,
                    (from, to) -> projection.weightGradient(weightGradient, logits, packed, size, from, to));
        }
    }

    private Hidden normalized(TargetRows rows, MemorySegment residual_TC, Arena arena, Workers workers) {
        long floats = (long) rows.count() * channels;
        var hidden = new Hidden(
                Buffers.floats(arena, floats), Buffers.floats(arena, floats), Buffers.floats(arena, rows.count()));
        Network.byRowBlocks(workers, rows.count(), (from, to) -> {
            gather(hidden.gathered_NC(), residual_TC, rows.positions(), from, to);
            normalize(hidden.normalized_NC(), hidden.inverseRms_N(), hidden.gathered_NC(), from, to);
        });
        return hidden;
    }

    private void gather(MemorySegment into, MemorySegment rows_TC, int[] positions, int from, int to) {
        long rowBytes = (long) channels * Float.BYTES;
        for (int i = from; i < to; i++) {
            MemorySegment.copy(rows_TC, positions[i] * rowBytes, into, i * rowBytes, rowBytes);
        }
    }

    private void scatter(MemorySegment into_TC, MemorySegment rows, int[] positions) {
        long rowBytes = (long) channels * Float.BYTES;
        for (int i = 0; i < positions.length; i++) {
            MemorySegment.copy(rows, i * rowBytes, into_TC, positions[i] * rowBytes, rowBytes);
        }
    }

    /// The final norm of rows `[from, to)`.
    void normalize(MemorySegment normalized, MemorySegment inverseRms, MemorySegment rows, int from, int to) {
        RmsNorm.forward(normalized, inverseRms, rows, norm.data(), channels, eps, from, to);
    }

    Linear projection() {
        return projection;
    }

    private int chunkRows(int rows) {
        int fitting = Math.max(Network.ROW_BLOCK, CHUNK_FLOATS / vocabulary / Network.ROW_BLOCK * Network.ROW_BLOCK);
        return Math.min(rows, fitting);
    }

    private MemorySegment slice(MemorySegment rows, int first, int count) {
        long rowBytes = (long) channels * Float.BYTES;
        return rows.asSlice(first * rowBytes, count * rowBytes);
    }

    /// The residual stream at the rows that have a target, before and after the final norm.
    private record Hidden(MemorySegment gathered_NC, MemorySegment normalized_NC, MemorySegment inverseRms_N) {}
}
