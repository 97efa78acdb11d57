package mathesis.learner;

import static mathesis.learner.Samples.graded;
import static mathesis.learner.Samples.group;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mathesis.learner.GrpoConfig.Advantage;
import mathesis.learner.GrpoConfig.Averaging;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.learner.GrpoVariant.Surrogate;
import mathesis.learner.Packer.Packing.Packed;
import mathesis.learner.PolicyUpdate.Outcome.Trained;
import mathesis.learner.stream.CorruptMessageException;
import mathesis.learner.stream.PackedBatchCodec;
import mathesis.reward.Grade;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.GradedGroup;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.ToolUse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ToolMaskTest {
    /// The model wrote 10 and 13, a tool 11 and 12.
    private static final Completion DIALOGUE = new Completion(
            new int[] {10, 11, 12, 13},
            new float[] {-1, -7, -7, -2},
            "",
            Finish.STOP,
            new ToolUse(new int[] {1}, new int[] {3}, 1, ""));

    private static final Completion ALONE = new Completion(new int[] {10}, new float[] {-1}, "", Finish.STOP);

    @Test
    void what_a_tool_wrote_is_read_but_no_target() {
        var batch = packed(Averaging.TOKENS_THEN_RESPONSES, graded(group("g", List.of(DIALOGUE, ALONE)), 1, 0));
        assertArrayEquals(new int[] {1, 2, 3, 10, 11, 12, 13, 1, 2, 3, 10}, batch.tokens_T());
        assertArrayEquals(new int[] {-1, -1, 10, -1, -1, 13, -1, -1, -1, 10, -1}, batch.targets_T());
        assertArrayEquals(new float[] {0, 0, -1, 0, 0, -2, 0, 0, 0, -1, 0}, batch.oldLogprobs_T());
        assertArrayEquals(new float[] {0, 0, .5f, 0, 0, .5f, 0, 0, 0, -.5f, 0}, batch.advantages_T());
    }

    @Test
    void a_response_is_averaged_over_the_models_own_tokens() {
        var graded = graded(group("g", List.of(DIALOGUE, ALONE)), 1, 0);
        var paper = packed(Averaging.TOKENS_THEN_RESPONSES, graded);
        assertArrayEquals(new float[] {0, 0, .5f, 0, 0, .5f, 0, 0, 0, 1, 0}, paper.weights_T());
        assertEquals(2, paper.divisor());
        var tokens = packed(Averaging.TOKENS, graded);
        assertArrayEquals(new float[] {0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0}, tokens.weights_T());
        assertEquals(3, tokens.divisor());
    }

    @Test
    void metrics_count_the_models_own_tokens_and_the_calls() {
        var batch = packed(Averaging.TOKENS, graded(group("g", List.of(DIALOGUE, ALONE)), 1, 0));
        var summary = batch.groups().getFirst();
        assertEquals(3, summary.completionTokens());
        assertEquals(1, summary.toolCalls());
        assertEquals(1, summary.failedPrograms());
        var statistics = new GroupStatistics(batch.groups());
        assertEquals(1.5, statistics.completionLengthMean());
        assertEquals(0.5, statistics.toolCallFrequency());
        assertEquals(1, statistics.toolFailureFrequency());
    }

    @Test
    void step_ends_are_places_in_the_whole_completion() {
        var grades = List.<Grade>of(
                new ProcessGrade(new double[] {1, 0}, new int[] {2, 3}, true), new OutcomeGrade(0.5, false, ""));
        var batch = packed(Averaging.TOKENS, new GradedGroup(group("g", List.of(DIALOGUE, ALONE)), grades));
        // pooled mean 0.5: 0.5 for the step that ends with the tool's last token, -0.5 for the last
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, -.5f, 0, 0, 0, 0, 0}, batch.advantages_T());
    }

    @Test
    void masks_survive_merging_cutting_and_travelling() throws CorruptMessageException {
        var one = packed(Averaging.TOKENS, graded(group("a", List.of(ALONE, DIALOGUE)), 1, 0));
        var two = packed(Averaging.TOKENS, graded(group("b", List.of(DIALOGUE)), 1));
        var merged = PackedBatch.merge(List.of(two, one));
        var back = PackedBatchCodec.decode(PackedBatchCodec.encode(merged));
        assertArrayEquals(
                new int[] {-1, -1, 10, -1, -1, -1, 10, -1, -1, 13, -1, -1, -1, 10, -1, -1, 13, -1}, back.targets_T());
        assertEquals(
                merged.groups().getLast().toolCalls(), back.groups().getLast().toolCalls());
        assertEquals(1, back.groups().getLast().failedPrograms());
        var part = back.microBatches(8, _ -> true).get(1);
        assertArrayEquals(new int[] {-1, -1, 10, -1, -1, 13, -1}, part.targets_T());
        assertArrayEquals(new float[] {0, 0, 1, 0, 0, 1, 0}, part.weights_T());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Surrogate.class)
    void the_gap_to_the_sampler_is_nothing_and_what_a_tool_wrote_moves_nothing(Surrogate surrogate) {
        var fingerprints = IntStream.range(0, 3)
                .mapToObj(i -> {
                    try (var tiny = new TinyPolicy()) {
                        // whatever stands for the tool's tokens: nothing, something, something impossible
                        float junk = new float[] {0, -3, 100}[i];
                        var report = update(tiny, surrogate, junk);
                        assertEquals(0, report.learnerSamplerGapMax());
                        assertEquals(0, report.clipFraction());
                        assertTrue(report.gradientNorm() > 0);
                        return tiny.fingerprint();
                    }
                })
                .distinct()
                .toList();
        assertEquals(1, fingerprints.size());
        try (var tiny = new TinyPolicy()) {
            assertNotEquals(tiny.fingerprint(), fingerprints.getFirst(), "the weights did move");
        }
    }

    /// Trains on two dialogues and a plain completion, "sampled" from the policy itself.
    private static StepReport update(TinyPolicy tiny, Surrogate surrogate, float junk) {
        var config = config(Averaging.TOKENS_THEN_RESPONSES, surrogate);
        var random = new Random(3);
        var tools = List.of(
                new ToolUse(new int[] {0, 5}, new int[] {2, 8}, 0, ""),
                ToolUse.NONE,
                new ToolUse(new int[] {4}, new int[] {9}, 0, ""));
        var drawn = tools.stream()
                .map(tool -> new Completion(random.ints(9, 0, 23).toArray(), new float[9], "", Finish.STOP, tool))
                .toList();
        var unscored = packed(config, graded(group("g", drawn), 1, 0, 1));
        float[] scores_T = tiny.policy.score(unscored.tokenBatch()).logprobs_T();
        var sampled = IntStream.range(0, 3)
                .mapToObj(s -> {
                    var logprobs = new float[9];
                    for (int i = 0; i < 9; i++) {
                        boolean tool = drawn.get(s).tool().wrote(i);
                        logprobs[i] = tool ? junk : scores_T[unscored.sequenceStarts()[s] + 2 + i];
                    }
                    return new Completion(drawn.get(s).tokens(), logprobs, "", Finish.STOP, tools.get(s));
                })
                .toList();
        var batch = packed(config, graded(group("g", sampled), 1, 0, 1));
        return assertInstanceOf(Trained.class, tiny.update(config, batch)).report();
    }

    private static PackedBatch packed(Averaging averaging, GradedGroup graded) {
        return packed(config(averaging, Surrogate.TOKEN_RATIO), graded);
    }

    private static PackedBatch packed(GrpoConfig config, GradedGroup graded) {
        return assertInstanceOf(Packed.class, new Packer(config).pack(graded)).batch();
    }

    private static GrpoConfig config(Averaging averaging, Surrogate surrogate) {
        var paper = GrpoVariant.PAPER;
        return new GrpoConfig(2, 1, 1, 0.04, 0.2, 0.2, 1e-3, 0, Advantage.GROUP_MEAN, averaging)
                .with(new GrpoVariant(
                        surrogate,
                        paper.dualClip(),
                        paper.divergence(),
                        Correction.NONE,
                        paper.correctionCap(),
                        paper.advantageEpsilon(),
                        4,
                        false,
                        false));
    }
}
