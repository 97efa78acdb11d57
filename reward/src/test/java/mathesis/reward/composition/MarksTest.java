package mathesis.reward.composition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mathesis.reward.Grade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.Score;
import mathesis.reward.answer.AnswerGrader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MarksTest {
    private static final Mark RIGHT = new Mark("accuracy", 1, new Score.Outcome(1));

    @Test
    void an_outcome_beside_steps_is_paid_at_the_last_token() {
        var grade = process(marks(RIGHT, steps("process", 0.5, new double[] {0.2, -0.4}, 3, 9)));
        assertArrayEquals(new double[] {0.1, 0.8}, grade.rewards(), 1e-12);
        assertArrayEquals(new int[] {3, 9}, grade.stepEnds());
        assertEquals(true, grade.correct());
    }

    @Test
    void steps_of_two_rewards_are_merged_by_their_ends() {
        var grade = process(
                marks(steps("a", 1, new double[] {1, 2}, 2, 5), steps("b", 10, new double[] {1, 2, 3}, 4, 5, 7)));
        assertArrayEquals(new int[] {2, 4, 5, 7}, grade.stepEnds());
        assertArrayEquals(new double[] {1, 10, 22, 30}, grade.rewards(), 1e-12);
    }

    @Test
    void a_reward_that_is_no_finite_number_fails_the_solution() {
        var failed = new Grade.Failed("reward a gave no finite number");
        assertEquals(
                failed,
                marks(RIGHT, new Mark("a", 1, new Score.Outcome(Double.NaN))).grade());
        assertEquals(
                failed,
                marks(RIGHT, steps("a", 1, new double[] {1, Double.POSITIVE_INFINITY}, 1, 2))
                        .grade());
        assertEquals(failed, marks(RIGHT, steps("a", 1, new double[0])).grade());
    }

    @Test
    void a_reward_that_cannot_say_anything_leaves_the_solution_out() {
        assertEquals(
                new Grade.Unscorable("a: no key"),
                marks(RIGHT, new Mark("a", 1, new Score.Unscorable("no key"))).grade());
    }

    private static ProcessGrade process(Marks marks) {
        return (ProcessGrade) marks.grade();
    }

    private static Marks marks(Mark... marks) {
        return new Marks(new AnswerGrader().judge("7", "#### 7"), true, 10, List.of(marks));
    }

    private static Mark steps(String name, double weight, double[] values, int... ends) {
        return new Mark(name, weight, new Score.Steps(values, ends));
    }
}
