package mathesis.engine.kernels;

/// Head counts and width of an attention layer. A key/value head serves `group()` neighbouring query heads.
///
/// @param heads    H, query heads
/// @param kvHeads  key/value heads; divides H
/// @param headSize D
public record Heads(int heads, int kvHeads, int headSize) {
    /// Query heads that share a key/value head.
    int group() {
        return heads / kvHeads;
    }

    /// The factor on scores, `1 / sqrt(D)`.
    float scale() {
        return (float) (1 / Math.sqrt(headSize));
    }

    /// D rounded up to whole tiles of columns.
    int padded() {
        return padded(headSize);
    }

    static int padded(int headSize) {
        return (headSize + Lanes.PARTIALS - 1) / Lanes.PARTIALS * Lanes.PARTIALS;
    }

    /// Floats from one position's queries to the next.
    int queryWidth() {
        return heads * headSize;
    }

    /// Floats from one position's keys (or values) to the next.
    int keyValueWidth() {
        return kvHeads * headSize;
    }
}
