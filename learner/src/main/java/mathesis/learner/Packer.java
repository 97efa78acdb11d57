package mathesis.learner;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mathesis.learner.PackedBatch.GroupSummary;
import mathesis.reward.GradedGroup;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;

/// Turns a graded group into what the learner trains on. A completion without a reward is left out of the group's
/// statistics and of the batch, and counted. Lengths are of the model's own tokens: what tools wrote within a
/// completion is context, like the prompt. Holds nothing but its settings; any thread may use it.
public final class Packer {
    private final GrpoConfig config;

    /// @param config rules for advantages and averaging
    public Packer(GrpoConfig config) {
        this.config = config;
    }

    /// What became of a group.
    public sealed interface Packing {
        /// The group as a batch of its own.
        record Packed(PackedBatch batch) implements Packing {}

        /// Nothing in the group can be trained on.
        record Lost(String groupId, String reason) implements Packing {}
    }

    /// Packs a group by itself; [PackedBatch#merge] makes one batch of many.
    public Packing pack(GradedGroup graded) {
        var group = graded.group();
        if (group.promptTokens().length == 0) {
            throw new IllegalArgumentException("group " + group.id() + " has no prompt to predict a first token from");
        }
        var steps = steps(graded);
        if (steps.stream().noneMatch(Steps::scored)) {
            return new Packing.Lost(
                    group.id(),
                    "no completion could be scored: " + steps.getFirst().missing());
        }
        int[] kept = IntStream.range(0, steps.size())
                .filter(i ->
                        steps.get(i).scored() && trainable(group.completions().get(i)))
                .toArray();
        return kept.length == 0
                ? new Packing.Lost(group.id(), "every scored completion is empty or was cut off by the length limit")
                : new Packing.Packed(batch(graded, steps, kept));
    }

    private static List<Steps> steps(GradedGroup graded) {
        var completions = graded.group().completions();
        return IntStream.range(0, completions.size())
                .mapToObj(
                        i -> Steps.of(graded.grades().get(i), completions.get(i).tokens().length))
                .toList();
    }

    private boolean trainable(Completion completion) {
        boolean masked = config.variant().maskTruncated() && completion.finish() == Finish.LENGTH;
        return !masked && completion.ownLength() > 0;
    }

    private PackedBatch batch(GradedGroup graded, List<Steps> steps, int[] kept) {
        var group = graded.group();
        var completions = Arrays.stream(kept).mapToObj(group.completions()::get).toList();
        int answers = completions.stream().mapToInt(Completion::ownLength).sum();
        int room = completions.stream().mapToInt(c -> c.tokens().length).sum();
        var samples = new PackedSamples(room + kept.length * group.promptTokens().length, kept.length);
        double[][] rewards = Advantages.normaliseSteps(
                config.advantage(),
                config.variant().advantageEpsilon(),
                steps.stream().map(Steps::rewards).toArray(double[][]::new));
        for (int i : kept) {
            var completion = group.completions().get(i);
            int tokens = completion.tokens().length;
            double[] advantages = Advantages.ofTokens(rewards[i], steps.get(i).stepEnds(), tokens);
            samples.append(group.promptTokens(), completion, advantages, weight(completion.ownLength()));
        }
        return samples.batch(
                group.step(),
                group.version(),
                group.temperature(),
                divisor(kept.length, answers),
                List.of(summary(graded, steps)));
    }

    private double weight(int tokens) {
        return switch (config.averaging()) {
            case TOKENS_THEN_RESPONSES -> 1.0 / tokens;
            case TOKENS -> 1;
            case CONSTANT -> 1.0 / config.variant().longestResponse();
        };
    }

    private double divisor(int responses, int tokens) {
        return switch (config.averaging()) {
            case TOKENS_THEN_RESPONSES, CONSTANT -> responses;
            case TOKENS -> tokens;
        };
    }

    private static GroupSummary summary(GradedGroup graded, List<Steps> steps) {
        var group = graded.group();
        var completions = group.completions();
        double[] rewards =
                steps.stream().filter(Steps::scored).mapToDouble(Steps::reward).toArray();
        return new GroupSummary(
                group.id(),
                group.problem().id(),
                rewards,
                (int) steps.stream().filter(Steps::correct).count(),
                (int) completions.stream()
                        .filter(c -> c.finish() == Finish.STOP)
                        .count(),
                steps.size() - rewards.length,
                completions.stream().mapToInt(Completion::ownLength).sum(),
                completions.stream().mapToInt(c -> c.tool().calls()).sum(),
                completions.stream().mapToInt(c -> c.tool().failedPrograms()).sum(),
                graded.tally());
    }
}
