package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mathesis.actors.node.WatchedThreads;
import mathesis.actors.rl.SolutionGrading.Isolated;
import mathesis.engine.PolicyVersion;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.GradedGroup;
import mathesis.reward.Reward;
import mathesis.reward.Score;
import mathesis.reward.answer.AnswerGrader;
import mathesis.reward.composition.Part;
import mathesis.reward.composition.RuleRewards;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import mathesis.rollout.ToolUse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class SolutionGradingTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void a_reward_that_throws_fails_its_solution_only() {
        var graded = grade(LONG, (_, completion) -> {
            if (completion.text().contains("8")) {
                throw new IllegalStateException("cannot bear an 8");
            }
            return new Score.Outcome(0.5);
        });
        assertEquals(
                List.of(new OutcomeGrade(2, true, "7"), new Failed("reward own: cannot bear an 8")), graded.grades());
        assertEquals(
                Map.of("EQUAL: same text", 1, "DIFFERENT: other number", 1, "FAILED: reward own broken", 1),
                graded.tally().verdicts());
        assertEquals(0.5, graded.tally().rewards().get("accuracy").mean());
        assertEquals(1, graded.tally().rewards().get("own").count());
    }

    @Test
    void a_reward_that_hangs_at_one_solution_is_overdue_there_and_no_other_waits() {
        var graded = grade(SHORT, (_, completion) -> {
            if (completion.text().contains("7")) {
                new CountDownLatch(1).await();
            }
            return new Score.Outcome(0.5);
        });
        assertEquals(
                List.of(
                        new Failed("reward own: took longer than 50 ms (reward.custom.own.timeout)"),
                        new OutcomeGrade(1, false, "8")),
                graded.grades());
        assertEquals(1, graded.tally().verdicts().get("FAILED: reward own overdue"));
    }

    @Test
    void a_reward_of_steps_makes_a_process_grade() {
        var graded = grade(LONG, (_, _) -> new Score.Steps(new double[] {0.25, 0.5}, new int[] {0, 1}));
        var first = (ProcessGrade) graded.grades().getFirst();
        assertArrayEquals(new int[] {0, 1}, first.stepEnds());
    }

    @Test
    void a_solution_whose_program_could_not_be_run_has_failed_and_nobody_looks_at_it() {
        var broken = new ToolUse(new int[0], new int[0], 0, "the sandbox is gone");
        var solutions = List.of(
                new Completion(new int[] {9}, new float[] {-1}, "it is 7", Finish.FAILED, broken),
                new Completion(new int[] {9}, new float[] {-1}, "it is 7", Finish.STOP));
        var group =
                new Group("00000001", 1, new Problem("p", "?", "7"), new PolicyVersion(0), new int[] {5}, 1, solutions);
        try (var grading = grading(LONG, (_, _) -> new Score.Outcome(0))) {
            var graded = grading.grade(group).result().join();
            assertEquals(
                    List.of(new Failed("tool: the sandbox is gone"), new OutcomeGrade(1, true, "7")), graded.grades());
            assertEquals(1, graded.tally().verdicts().get("FAILED: tool broken"));
            assertEquals(1, graded.tally().rewards().get("own").count());
        }
        assertEquals(
                new Failed("tool: the sandbox is gone"),
                new AnswerGrader().grade(group).grades().getFirst());
    }

    @Test
    void what_is_given_up_fails_and_what_is_graded_counts() throws InterruptedException {
        var go = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        Reward slow = (_, completion) -> {
            if (completion.text().contains("8")) {
                begun.countDown();
                go.await();
            }
            return new Score.Outcome(0.5);
        };
        try (var grading = grading(LONG, slow)) {
            var ongoing = grading.grade(TinyModel.group("00000001", 1));
            begun.await();
            ongoing.giveUp("enough");
            assertEquals(
                    List.of(new OutcomeGrade(2, true, "7"), new Failed("reward own: enough")),
                    ongoing.result().join().grades());
            go.countDown();
        }
    }

    private static GradedGroup grade(Duration longest, Reward own) {
        try (var grading = grading(longest, own)) {
            return grading.grade(TinyModel.group("00000001", 1)).result().join();
        }
    }

    /// A right answer is paid 1, and the reward of one's own counts twice.
    private static SolutionGrading grading(Duration longest, Reward own) {
        return new SolutionGrading(
                new RuleRewards(new AnswerGrader(), 1, Optional.empty(), List.of()),
                new WatchedThreads("rules", 1, LONG, "reward.timeout"),
                List.of(new Isolated(
                        new Part("own", 2, own), new WatchedThreads("own", 1, longest, "reward.custom.own.timeout"))),
                new Timeline(System::nanoTime));
    }
}
