package mathesis.reward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mathesis.engine.PolicyVersion;
import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.Unscorable;
import mathesis.reward.GradedGroup;
import mathesis.reward.answer.AnswerGrader;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MetricsTest {
    private final AnswerGrader grader = new AnswerGrader();

    @ParameterizedTest(name = "pass@{2} of {1} right in {0} is {3}")
    @CsvSource({
        "4, 1, 1, 0.25",
        "4, 1, 2, 0.5", // 1 - C(3,2)/C(4,2) = 1 - 3/6
        "4, 2, 2, 0.8333333333333334", // 1 - 1/6
        "4, 3, 2, 1",
        "10, 3, 5, 0.9166666666666666", // 1 - C(7,5)/C(10,5) = 1 - 21/252
        "5, 0, 5, 0",
        "5, 1, 5, 1",
        "200, 1, 100, 0.5",
    })
    void pass_at_k_is_the_unbiased_estimate(int samples, int right, int k, double expected) {
        assertEquals(expected, PassAtK.of(samples, right, k), 1e-12);
    }

    @Test
    void pass_at_more_than_was_sampled_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> PassAtK.of(4, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> PassAtK.of(4, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> PassAtK.of(4, 1, 0));
    }

    @Test
    void answers_that_mean_the_same_vote_together() {
        assertEquals(
                Optional.of(new MajorityVote(1, 3, 5)),
                MajorityVote.among(List.of("7", "0.5", "1/2", "", "7.0", "\\frac12"), grader::sameAnswer));
    }

    @Test
    void of_equally_many_votes_the_first_seen_wins() {
        assertEquals(
                Optional.of(new MajorityVote(0, 2, 4)),
                MajorityVote.among(List.of("3", "8", "8", "3"), grader::sameAnswer));
        assertEquals(Optional.empty(), MajorityVote.among(List.of("", ""), grader::sameAnswer));
    }

    @Test
    void statistics_leave_out_what_could_not_be_graded() {
        var groups = List.of(
                group(right("5"), right("5.0"), wrong("6"), wrong("")), // mean 1/2, pass@2 5/6, majority right
                group(wrong("1"), wrong("1"), right("2"), new Failed("broken")), // mean 1/3, pass@2 2/3, majority wrong
                group(new Unscorable("empty reference")));
        var statistics = SampleStatistics.of(groups, 2, grader::sameAnswer);
        assertEquals(2, statistics.problems());
        assertEquals(1, statistics.unscorable());
        assertEquals((1.0 / 2 + 1.0 / 3) / 2, statistics.mean(), 1e-12);
        assertEquals((5.0 / 6 + 2.0 / 3) / 2, statistics.passAtK(), 1e-12);
        assertEquals(0.5, statistics.majority());
    }

    private static Grade right(String answer) {
        return new OutcomeGrade(1, true, answer);
    }

    private static Grade wrong(String answer) {
        return new OutcomeGrade(0, false, answer);
    }

    private static GradedGroup group(Grade... grades) {
        var completion = new Completion(new int[0], new float[0], "", Finish.STOP);
        var group = new Group(
                "00000001",
                1,
                new Problem("p", "q", "1"),
                new PolicyVersion(0),
                new int[0],
                1,
                Collections.nCopies(grades.length, completion));
        return new GradedGroup(group, Arrays.asList(grades));
    }
}
