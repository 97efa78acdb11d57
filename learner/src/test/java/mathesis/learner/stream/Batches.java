package mathesis.learner.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mathesis.engine.PolicyVersion;
import mathesis.engine.TokenBatch;
import mathesis.learner.PackedBatch;
import mathesis.learner.PackedBatch.GroupSummary;
import mathesis.reward.RewardTally;

/// Packed batches to send about.
public final class Batches {
    private static final RewardTally TALLY = RewardTally.of(
                    Map.of("accuracy", 1.0, "länge", -0.25), "EQUAL: same number")
            .plus(RewardTally.of(Map.of("accuracy", 0.0), "NO_ANSWER: no final answer"));

    private Batches() {}

    /// One group of one sample; its contents follow from the seed.
    public static PackedBatch batch(long step, String groupId, int tokens, long seed) {
        var random = new Random(seed);
        var targets = random.ints(tokens, 0, 1 << 17).toArray();
        targets[tokens - 1] = TokenBatch.NO_TARGET;
        return new PackedBatch(
                step,
                new PolicyVersion(step - 1),
                0.9,
                random.ints(tokens, 0, 1 << 17).toArray(),
                targets,
                floats(tokens, random),
                floats(tokens, random),
                floats(tokens, random),
                1.5,
                new int[] {0, tokens},
                List.of(new GroupSummary(
                        groupId, "prüfung-∑", new double[] {1, 0, -0.5}, 1, 3, 0, tokens, 4, 1, TALLY)));
    }

    /// Field by field: records compare arrays by identity.
    public static boolean same(PackedBatch a, PackedBatch b) {
        return a.step() == b.step()
                && a.version().equals(b.version())
                && a.temperature() == b.temperature()
                && a.divisor() == b.divisor()
                && Arrays.equals(a.tokens_T(), b.tokens_T())
                && Arrays.equals(a.targets_T(), b.targets_T())
                && Arrays.equals(a.advantages_T(), b.advantages_T())
                && Arrays.equals(a.oldLogprobs_T(), b.oldLogprobs_T())
                && Arrays.equals(a.weights_T(), b.weights_T())
                && Arrays.equals(a.sequenceStarts(), b.sequenceStarts())
                && same(a.groups(), b.groups());
    }

    private static boolean same(List<GroupSummary> a, List<GroupSummary> b) {
        return a.toString().replaceAll("\\[D@\\w+", "").equals(b.toString().replaceAll("\\[D@\\w+", ""))
                && Arrays.deepEquals(
                        a.stream().map(GroupSummary::rewards).toArray(),
                        b.stream().map(GroupSummary::rewards).toArray());
    }

    private static float[] floats(int length, Random random) {
        var values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
