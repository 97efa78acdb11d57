package mathesis.engine.model;

import java.util.Arrays;
import mathesis.engine.TokenBatch;

/// The positions of a batch that predict something.
///
/// @param positions ascending
/// @param targets   the id to predict at each of them
record TargetRows(int[] positions, int[] targets) {
    static TargetRows of(TokenBatch batch) {
        var positions = new int[batch.length()];
        var targets = new int[batch.length()];
        int count = 0;
        for (int t = 0; t < batch.length(); t++) {
            if (batch.targets_T()[t] != TokenBatch.NO_TARGET) {
                positions[count] = t;
                targets[count++] = batch.targets_T()[t];
            }
        }
        return new TargetRows(Arrays.copyOf(positions, count), Arrays.copyOf(targets, count));
    }

    int count() {
        return positions.length;
    }

    float[] gather(float[] values_T) {
        var gathered = new float[positions.length];
        for (int i = 0; i < positions.length; i++) {
            gathered[i] = values_T[positions[i]];
        }
        return gathered;
    }
}
