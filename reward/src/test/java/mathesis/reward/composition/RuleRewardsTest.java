package mathesis.reward.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import mathesis.reward.Grade;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Score;
import mathesis.reward.answer.AnswerGrader;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Problem;
import mathesis.rollout.ToolUse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleRewardsTest {
    private static final Problem PROBLEM = new Problem("p", "q", "7");

    @ParameterizedTest(name = "{0} tokens where 100 are too many and 20 are the buffer: {1}")
    @CsvSource({"0, 0", "80, 0", "81, -0.05", "90, -0.5", "99, -0.95", "100, -1", "5000, -1"})
    void a_long_solution_loses_evenly_over_the_buffer(int tokens, double expected) {
        assertEquals(expected, value(new LengthReward(100, 20), tokens(new int[tokens])), 1e-12);
    }

    @Test
    void a_buffer_longer_than_the_limit_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new LengthReward(10, 11));
        assertThrows(IllegalArgumentException.class, () -> new LengthReward(10, 0));
    }

    @Test
    void repetition_is_the_share_of_n_grams_that_came_before() {
        // 1 2 | 2 3 | 3 1 | 1 2 | 2 3: five of which two are repeated
        assertEquals(-0.4, value(new RepetitionReward(2), tokens(1, 2, 3, 1, 2, 3)), 1e-12);
        assertEquals(0, value(new RepetitionReward(2), tokens(1, 2, 3, 4)));
        assertEquals(-0.75, value(new RepetitionReward(1), tokens(5, 5, 5, 5)), 1e-12);
        assertEquals(0, value(new RepetitionReward(5), tokens(5, 5, 5, 5)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void repetition_agrees_with_counting_by_hand(long seed) {
        var random = new Random(seed);
        for (int n = 1; n <= 33; n++) {
            int[] ids = random.ints(random.nextInt(200), 0, 3).toArray();
            var seen = new HashSet<List<Integer>>();
            int grams = Math.max(0, ids.length - n + 1);
            for (int from = 0; from < grams; from++) {
                seen.add(Arrays.stream(ids, from, from + n).boxed().toList());
            }
            double expected = grams == 0 ? 0 : -(double) (grams - seen.size()) / grams;
            assertEquals(expected, value(new RepetitionReward(n), tokens(ids)), 1e-12);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "<think>a</think>b, 1",
        "<think></think>, 1",
        "b, 0",
        "<think>a, 0",
        "</think>a<think>, 0",
        "<think>a</think>b</think>, 0",
        "<think><think>a</think>b, 0",
    })
    void a_form_holds_each_mark_once_and_in_order(String text, double expected) {
        var form = new FormatReward(List.of("<think>", "</think>"), false);
        assertEquals(expected, form.holds(text(text, Finish.LENGTH)) ? 1 : 0);
    }

    @Test
    void a_form_may_ask_for_an_end_of_its_own() {
        var form = new FormatReward(List.of(), true);
        assertEquals(1, value(form, text("x", Finish.STOP)));
        assertEquals(0, value(form, text("x", Finish.LENGTH)));
    }

    @Test
    void rewards_add_up_by_their_weights() throws Exception {
        var rules = rules(
                2,
                Optional.empty(),
                new Part("length", 0.5, (_, _) -> new Score.Outcome(-0.5)),
                new Part("format", -1, (_, _) -> new Score.Outcome(0.25)));
        assertEquals(new OutcomeGrade(2 - 0.25 - 0.25, true, "7"), grade(rules, "#### 7"));
        assertEquals(new OutcomeGrade(-0.5, false, "8"), grade(rules, "#### 8"));
    }

    @Test
    void a_right_answer_in_the_wrong_form_is_not_paid_where_the_form_gates_it() throws Exception {
        var rules = rules(1, Optional.of(new FormatReward(List.of("####"), false)));
        assertEquals(new OutcomeGrade(1, true, "7"), grade(rules, "#### 7"));
        assertEquals(new OutcomeGrade(0, true, "7"), grade(rules, "\\boxed{7}"));
    }

    @Test
    void a_reference_that_cannot_be_understood_matters_only_where_answers_are_paid() throws Exception {
        var broken = new Problem("p", "q", "\\boxed{}");
        var solution = text("#### 7", Finish.STOP);
        assertEquals(
                new Grade.Unscorable("empty reference"),
                rules(1, Optional.empty()).marks(broken, solution).grade());
        var unpaid = rules(0, Optional.empty(), new Part("model", 1, (_, _) -> new Score.Outcome(0.3)));
        assertEquals(
                new OutcomeGrade(0.3, false, ""), unpaid.marks(broken, solution).grade());
    }

    @Test
    void a_tally_has_each_reward_before_its_weight_and_the_verdict() throws Exception {
        var rules = rules(2, Optional.empty(), new Part("length", 0.5, (_, _) -> new Score.Outcome(-0.5)));
        var right = rules.marks(PROBLEM, text("#### 7", Finish.STOP)).tally();
        var wrong = rules.marks(PROBLEM, text("#### 8", Finish.STOP)).tally();
        var both = right.plus(wrong);
        assertEquals(0.5, both.rewards().get("accuracy").mean());
        assertEquals(Math.sqrt(0.5), both.rewards().get("accuracy").deviation(), 1e-12);
        assertEquals(-0.5, both.rewards().get("length").mean());
        assertEquals(0, both.rewards().get("length").deviation());
        assertEquals(
                "{DIFFERENT: other number=1, EQUAL: same text=1}",
                both.verdicts().toString());
    }

    @Test
    void length_and_repetition_look_at_the_models_own_tokens_only() {
        var use = new ToolUse(new int[] {2}, new int[] {6}, 0, "");
        var completion = new Completion(new int[] {1, 2, 1, 2, 1, 2, 3, 4}, new float[8], "", Finish.STOP, use);
        assertEquals(value(new LengthReward(5, 3), tokens(1, 2, 3, 4)), value(new LengthReward(5, 3), completion));
        assertEquals(0, value(new RepetitionReward(2), completion));
    }

    private static RuleRewards rules(double accuracy, Optional<FormatReward> gate, Part... parts) {
        return new RuleRewards(new AnswerGrader(), accuracy, gate, List.of(parts));
    }

    private static Grade grade(RuleRewards rules, String text) throws Exception {
        return rules.marks(PROBLEM, text(text, Finish.STOP)).grade();
    }

    private static double value(mathesis.reward.Reward reward, Completion completion) {
        try {
            return ((Score.Outcome) reward.score(PROBLEM, completion)).value();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Completion tokens(int... ids) {
        return new Completion(ids, new float[ids.length], "", Finish.STOP);
    }

    private static Completion text(String text, Finish finish) {
        int[] ids = IntStream.range(0, text.length()).toArray();
        return new Completion(ids, new float[ids.length], text, finish);
    }
}
