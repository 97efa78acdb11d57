package mathesis.reward.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mathesis.engine.PolicyVersion;
import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.Unscorable;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import mathesis.rollout.problems.ProblemGenerator;
import mathesis.rollout.problems.Split;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswerGraderTest {
    private final AnswerGrader grader = new AnswerGrader();

    @Test
    void pays_1_for_the_reference_answer_and_0_for_another_or_none() {
        assertEquals(
                List.of(
                        new OutcomeGrade(1, true, "15"),
                        new OutcomeGrade(1, true, "15.0"),
                        new OutcomeGrade(0, false, "16"),
                        new OutcomeGrade(0, false, ""),
                        new OutcomeGrade(0, false, "3x")),
                grade("15", "12+3=15\n#### 15", "\\boxed{15.0}", "#### 16", "no idea", "\\boxed{3x}"));
        assertEquals(
                Map.of(
                        "EQUAL: same text", 1L,
                        "EQUAL: same number", 1L,
                        "DIFFERENT: other number", 1L,
                        "NO_ANSWER: no final answer", 1L,
                        "DIFFERENT: other value", 1L),
                grader.counts().snapshot());
    }

    @Test
    void a_reference_inside_a_worked_solution_is_found() {
        assertEquals(
                new OutcomeGrade(1, true, "72"),
                grade("48/2 = 24\n48+24 = 72\n#### 72", "#### 72").getFirst());
        assertEquals(
                new OutcomeGrade(1, true, "7"),
                grade("so $\\boxed{7}$.", "The answer is 7.").getFirst());
    }

    @Test
    void an_unusable_reference_is_unscorable_and_not_wrong() {
        assertEquals(
                new Unscorable("empty reference"), grade("\\boxed{}", "#### 3").getFirst());
        assertEquals(
                new Unscorable("reference too long"),
                grade("1".repeat(2000), "#### 3").getFirst());
    }

    @Test
    void a_solution_that_breaks_grading_fails_alone_and_is_counted() {
        var grades = grade("3", null, "#### 3");
        assertInstanceOf(Failed.class, grades.get(0));
        assertEquals(new OutcomeGrade(1, true, "3"), grades.get(1));
        assertEquals(1L, grader.counts().snapshot().get("FAILED"));
    }

    @Test
    void an_answer_kept_for_the_record_is_bounded() {
        var grade =
                (OutcomeGrade) grade("3", "\\boxed{" + "x".repeat(5000) + "}").getFirst();
        assertEquals(1000, grade.answer().length());
        assertEquals(0, grade.reward());
    }

    @Test
    void agrees_with_the_generator_on_which_of_its_solutions_are_right() {
        new ProblemGenerator(11, Split.TRAIN).problems(0, 5000).forEach(worked -> {
            var grade = (OutcomeGrade) grader.grade(worked.problem().answer(), worked.solution());
            assertEquals(worked.solutionRight(), grade.correct(), worked.solution());
        });
        assertTrue(grader.counts().snapshot().get("DIFFERENT: other number") > 1000);
    }

    private List<Grade> grade(String answer, String... solutions) {
        var completions = Arrays.stream(solutions)
                .map(text -> new Completion(new int[0], new float[0], text, Finish.STOP))
                .toList();
        var group = new Group(
                "00000001", 1, new Problem("p", "q", answer), new PolicyVersion(0), new int[0], 1, completions);
        var graded = grader.grade(group);
        assertEquals(group, graded.group());
        assertEquals(
                IntStream.range(0, solutions.length).count(), graded.grades().size());
        return graded.grades();
    }
}
