package mathesis.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import mathesis.learner.GrpoConfig.Advantage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: verl and TRL's own functions on the same rewards, unless a test says "by hand".
@DisplayNameGeneration(ReplaceUnderscores.class)
class AdvantagesTest {
    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest(name = "{0} with eps {1}: {2} -> {3}")
    @CsvSource({
        "GROUP_Z_SCORE, 1e-6, 1 0 0 1, 0.866024 -0.866024 -0.866024 0.866024",
        "GROUP_Z_SCORE, 1e-4, 1 0 0 1, 0.865875 -0.865875 -0.865875 0.865875",
        "GROUP_MEAN, 0, 1 0 0 1, 0.5 -0.5 -0.5 0.5",
        "LEAVE_ONE_OUT, 0, 1 0 0 1, 0.666667 -0.666667 -0.666667 0.666667",
        "GROUP_Z_SCORE, 1e-6, .2 .9 .5 .5, -1.131501 1.305578 -0.087038 -0.087038",
        "GROUP_Z_SCORE, 1e-4, .2 .9 .5 .5, -1.131111 1.305128 -0.087008 -0.087008",
        "GROUP_MEAN, 0, .2 .9 .5 .5, -0.325 0.375 -0.025 -0.025",
        "LEAVE_ONE_OUT, 0, .2 .9 .5 .5, -0.433333 0.5 -0.033333 -0.033333",
        "GROUP_Z_SCORE, 1e-6, 1 0 0 0, 1.499997 -0.499999 -0.499999 -0.499999",
        "GROUP_Z_SCORE, 1e-4, 1 0 0 0, 1.4997 -0.4999 -0.4999 -0.4999",
        "GROUP_MEAN, 0, 1 0 0 0, 0.75 -0.25 -0.25 -0.25",
        "LEAVE_ONE_OUT, 0, 1 0 0 0, 1 -0.333333 -0.333333 -0.333333",
        "REWARD, 0, 1 0 0.5, 1 0 0.5",
    })
    void rewards_become_the_advantages_of_the_widely_used_systems(
            Advantage rule, double epsilon, String rewards, String expected) {
        assertArrayEquals(numbers(expected), Advantages.normalise(rule, epsilon, numbers(rewards)), TOLERANCE);
    }

    @Test
    void the_population_deviation_makes_half_right_worth_one() { // by hand: sqrt((1 - p) / p)
        double[] advantages = Advantages.normalise(Advantage.GROUP_Z_SCORE_POPULATION, 0, 1, 0, 0, 1);
        assertArrayEquals(new double[] {1, -1, -1, 1}, advantages, TOLERANCE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"GROUP_Z_SCORE", "GROUP_Z_SCORE_POPULATION", "GROUP_MEAN", "LEAVE_ONE_OUT"})
    void equal_rewards_give_exactly_zero(Advantage rule) { // 0.1 three times has a mean that is not 0.1
        assertArrayEquals(new double[3], Advantages.normalise(rule, 1e-6, 0.1, 0.1, 0.1));
        assertArrayEquals(new double[3], Advantages.normalise(rule, 0, 0.1, 0.1, 0.1));
        assertArrayEquals(new double[1], Advantages.normalise(rule, 1e-6, 0.7));
        assertArrayEquals(new double[0], Advantages.normalise(rule, 1e-6));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
    @CsvSource({ // the paper's rule worked out on its own; no peer to compare with
        "GROUP_Z_SCORE, -0.089839 0.763628, -0.044919, 0.134758 -1.167902 0.224597",
        "GROUP_Z_SCORE_POPULATION, -0.098413 0.836513, -0.049207, 0.14762 -1.279373 0.246033",
    })
    void step_rewards_are_normalised_over_the_whole_group_and_summed_to_the_right(
            Advantage rule, String first, String second, String third) {
        double[][] normalised = Advantages.normaliseSteps(
                rule, 1e-6, new double[] {.2, .8}, new double[] {.5}, new double[] {1, 0, .6});
        assertArrayEquals(numbers(first), Advantages.ofTokens(normalised[0], new int[] {0, 1}, 2), TOLERANCE);
        assertArrayEquals(numbers(second), Advantages.ofTokens(normalised[1], new int[] {0}, 1), TOLERANCE);
        assertArrayEquals(numbers(third), Advantages.ofTokens(normalised[2], new int[] {0, 1, 2}, 3), TOLERANCE);
    }

    @Test
    void a_token_counts_the_steps_that_end_at_it_or_later() {
        double[] advantages = Advantages.ofTokens(new double[] {1, 10, 100}, new int[] {1, 3, 4}, 7);
        assertArrayEquals(new double[] {111, 111, 110, 110, 100, 0, 0}, advantages);
    }

    @Test
    void a_completion_without_a_reward_takes_no_part() {
        double[][] with = Advantages.normaliseSteps(
                Advantage.GROUP_Z_SCORE, 1e-6, new double[] {1}, new double[0], new double[] {0}, new double[] {0});
        double[] without = Advantages.normalise(Advantage.GROUP_Z_SCORE, 1e-6, 1, 0, 0);
        assertArrayEquals(new double[] {without[0]}, with[0]);
        assertArrayEquals(new double[0], with[1]);
        assertArrayEquals(new double[] {without[1]}, with[2]);
    }

    private static double[] numbers(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
