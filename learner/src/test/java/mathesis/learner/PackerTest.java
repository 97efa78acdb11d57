package mathesis.learner;

import static mathesis.learner.Samples.completion;
import static mathesis.learner.Samples.graded;
import static mathesis.learner.Samples.group;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import mathesis.engine.PolicyVersion;
import mathesis.learner.GrpoConfig.Advantage;
import mathesis.learner.GrpoConfig.Averaging;
import mathesis.learner.Packer.Packing.Lost;
import mathesis.learner.Packer.Packing.Packed;
import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.Grade.Unscorable;
import mathesis.reward.GradedGroup;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PackerTest {
    @Test
    void the_last_prompt_token_predicts_the_first_token_of_the_completion() {
        var batch = packed(config(Averaging.TOKENS_THEN_RESPONSES), graded(group("g", 2, 1), 1, 0));
        assertArrayEquals(new int[] {1, 2, 3, 10, 11, 1, 2, 3, 10}, batch.tokens_T());
        assertArrayEquals(new int[] {-1, -1, 10, 11, -1, -1, -1, 10, -1}, batch.targets_T());
        assertArrayEquals(new float[] {0, 0, -1, -1.1f, 0, 0, 0, -1, 0}, batch.oldLogprobs_T());
        assertArrayEquals(new float[] {0, 0, .5f, .5f, 0, 0, 0, -.5f, 0}, batch.advantages_T());
        assertArrayEquals(new int[] {0, 5, 9}, batch.sequenceStarts());
        assertEquals(7, batch.step());
        assertEquals(new PolicyVersion(6), batch.version());
        assertEquals(0.9, batch.temperature());
    }

    @Test
    void the_paper_averages_over_tokens_then_over_responses() {
        var batch = packed(config(Averaging.TOKENS_THEN_RESPONSES), graded(group("g", 2, 1), 1, 0));
        assertArrayEquals(new float[] {0, 0, .5f, .5f, 0, 0, 0, 1, 0}, batch.weights_T());
        assertEquals(2, batch.divisor());
    }

    @Test
    void dapo_averages_over_all_tokens() {
        var batch = packed(config(Averaging.TOKENS), graded(group("g", 2, 1), 1, 0));
        assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, batch.weights_T());
        assertEquals(3, batch.divisor());
    }

    @Test
    void dr_grpo_divides_by_responses_times_a_constant_length() {
        var batch = packed(config(Averaging.CONSTANT), graded(group("g", 2, 1), 1, 0));
        assertArrayEquals(new float[] {0, 0, .25f, .25f, 0, 0, 0, .25f, 0}, batch.weights_T());
        assertEquals(2, batch.divisor());
    }

    @Test
    void a_completion_without_a_reward_is_left_out_and_counted() {
        var grades = List.<Grade>of(
                new OutcomeGrade(1, true, "2"),
                new Unscorable("no answer key"),
                new Failed("timeout"),
                new OutcomeGrade(Double.NaN, false, ""),
                new ProcessGrade(new double[0], new int[0], true),
                new OutcomeGrade(0, false, "3"));
        var batch =
                packed(config(Averaging.TOKENS_THEN_RESPONSES), new GradedGroup(group("g", 1, 1, 1, 1, 1, 1), grades));
        assertEquals(2, batch.sequences());
        assertEquals(2, batch.divisor());
        assertArrayEquals(new float[] {0, 0, .5f, 0, 0, 0, -.5f, 0}, batch.advantages_T());
        var summary = batch.groups().getFirst();
        assertEquals(4, summary.unscored());
        assertEquals(6, summary.completions());
        assertArrayEquals(new double[] {1, 0}, summary.rewards());
        assertEquals(1, summary.correct());
        assertEquals(6, summary.completionTokens());
    }

    @Test
    void a_group_that_nobody_could_grade_is_lost_with_the_reason() {
        var grades = List.<Grade>of(new Failed("timeout"), new Unscorable("no answer key"));
        var lost = assertInstanceOf(
                Lost.class, new Packer(GrpoConfig.PAPER).pack(new GradedGroup(group("g", 1, 1), grades)));
        assertEquals(new Lost("g", "no completion could be scored: timeout"), lost);
    }

    @Test
    void step_rewards_are_laid_over_the_tokens_before_their_ends() {
        var grades = List.<Grade>of(
                new ProcessGrade(new double[] {1, 0}, new int[] {0, 2}, true),
                new ProcessGrade(new double[] {0.5}, new int[] {0}, false));
        var batch = packed(config(Averaging.TOKENS_THEN_RESPONSES), new GradedGroup(group("g", 3, 2), grades));
        // pooled mean 0.5: steps are worth 0.5 and -0.5, and 0; after its last step a completion earns nothing
        assertArrayEquals(new float[] {0, 0, 0, -.5f, -.5f, 0, 0, 0, 0, 0, 0}, batch.advantages_T());
        assertArrayEquals(new double[] {0.5, 0.5}, batch.groups().getFirst().rewards());
    }

    @Test
    void an_outcome_beside_step_rewards_is_one_step_that_ends_at_the_last_token() {
        var grades = List.<Grade>of(
                new ProcessGrade(new double[] {1, 0}, new int[] {0, 1}, true), new OutcomeGrade(2, true, ""));
        var batch = packed(config(Averaging.TOKENS_THEN_RESPONSES), new GradedGroup(group("g", 2, 2), grades));
        assertArrayEquals(new float[] {0, 0, -1, -1, 0, 0, 0, 1, 1, 0}, batch.advantages_T());
    }

    @Test
    void truncated_completions_may_be_left_out_of_the_loss_but_not_of_the_statistics() {
        var group = group("g", List.of(completion(Finish.STOP, 10), completion(Finish.LENGTH, 10, 11)));
        var batch = packed(masking(), graded(group, 1, 0));
        assertEquals(1, batch.sequences());
        assertEquals(1, batch.divisor());
        assertArrayEquals(new float[] {0, 0, .5f, 0}, batch.advantages_T());
        var summary = batch.groups().getFirst();
        assertEquals(1, summary.finished());
        assertEquals(0, summary.unscored());
        assertEquals(3, summary.completionTokens());
    }

    @Test
    void a_group_of_which_every_completion_is_masked_is_lost() {
        var group = group("g", List.of(completion(Finish.LENGTH, 10), completion(Finish.LENGTH, 10, 11)));
        assertInstanceOf(Lost.class, new Packer(masking()).pack(graded(group, 1, 0)));
    }

    @Test
    void a_group_without_a_prompt_is_refused() {
        var problem = new Problem("p", "", "");
        var completions = List.of(completion(Finish.STOP, 10));
        var group = new Group("g", 1, problem, new PolicyVersion(0), new int[0], 1, completions);
        assertThrows(IllegalArgumentException.class, () -> new Packer(GrpoConfig.PAPER).pack(graded(group, 1)));
    }

    private static PackedBatch packed(GrpoConfig config, GradedGroup graded) {
        return assertInstanceOf(Packed.class, new Packer(config).pack(graded)).batch();
    }

    private static GrpoConfig config(Averaging averaging) {
        return variant(averaging, false);
    }

    private static GrpoConfig masking() {
        return variant(Averaging.TOKENS_THEN_RESPONSES, true);
    }

    private static GrpoConfig variant(Averaging averaging, boolean maskTruncated) {
        var paper = GrpoVariant.PAPER;
        return new GrpoConfig(2, 1, 1, 0.04, 0.2, 0.2, 1e-6, 0, Advantage.GROUP_MEAN, averaging)
                .with(new GrpoVariant(
                        paper.surrogate(),
                        paper.dualClip(),
                        paper.divergence(),
                        paper.correction(),
                        paper.correctionCap(),
                        paper.advantageEpsilon(),
                        4,
                        maskTruncated,
                        false));
    }
}
