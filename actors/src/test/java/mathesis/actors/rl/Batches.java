package mathesis.actors.rl;

import java.util.List;
import mathesis.engine.PolicyVersion;
import mathesis.engine.TokenBatch;
import mathesis.learner.PackedBatch;
import mathesis.learner.PackedBatch.GroupSummary;
import mathesis.reward.RewardTally;

/// Tiny packed batches for tests.
final class Batches {
    private Batches() {}

    /// Two one-token answers to the prompt `1`, of which the first is right.
    static PackedBatch of(String groupId, long step) {
        var summary = new GroupSummary(groupId, "p" + groupId, new double[] {1, 0}, 1, 2, 0, 2, 0, 0, RewardTally.NONE);
        return new PackedBatch(
                step,
                new PolicyVersion(step - 1),
                1,
                new int[] {1, 2, 1, 3},
                new int[] {2, TokenBatch.NO_TARGET, 3, TokenBatch.NO_TARGET},
                new float[] {0.7f, 0, -0.7f, 0},
                new float[] {-1, 0, -2, 0},
                new float[] {1, 0, 1, 0},
                2,
                new int[] {0, 2, 4},
                List.of(summary));
    }
}
