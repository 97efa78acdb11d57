package mathesis.engine.model;

import mathesis.engine.TokenBatch;

/// What a pass derives from its batch: positions of the rows, and which of them predict something. The arrays are as
/// long as the longest batch so far; the pass that owns this reads them until the next batch.
final class BatchLayout {
    private final int[] positions_T;
    private final int[] targetRows;
    private TokenBatch batch = TokenBatch.of(0);
    private int longest;
    private int targets;

    /// For batches of up to `capacity` rows.
    BatchLayout(int capacity) {
        this.positions_T = new int[capacity];
        this.targetRows = new int[capacity];
    }

    /// Goes on to another batch.
    void lay(TokenBatch next) {
        batch = next;
        longest = 0;
        targets = 0;
        int[] starts = next.sequenceStarts();
        for (int s = 0; s + 1 < starts.length; s++) {
            longest = Math.max(longest, starts[s + 1] - starts[s]);
            for (int t = starts[s]; t < starts[s + 1]; t++) {
                positions_T[t] = t - starts[s];
                if (next.targets_T()[t] != TokenBatch.NO_TARGET) {
                    targetRows[targets++] = t;
                }
            }
        }
    }

    TokenBatch batch() {
        return batch;
    }

    int rows() {
        return batch.length();
    }

    int[] starts() {
        return batch.sequenceStarts();
    }

    /// Position of each row in its sequence.
    int[] positions_T() {
        return positions_T;
    }

    /// Tokens of the longest sequence.
    int longest() {
        return longest;
    }

    /// Rows that predict something.
    int targets() {
        return targets;
    }

    /// The row of the i-th target, ascending.
    int targetRow(int i) {
        return targetRows[i];
    }
}
