package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.engine.PolicyVersion;
import mathesis.rollout.Problem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EvaluatorTest {
    private static final List<Problem> PROBLEMS =
            IntStream.range(0, 5).mapToObj(i -> new Problem("p" + i, "q", "1")).toList();
    private static final PolicyVersion VERSION = new PolicyVersion(6);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config().withFallback(TestSettings.local()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<RunController.Command> controller = kit.createTestProbe();
    private final TestProbe<RolloutWorker.Command> worker = kit.createTestProbe();
    private final TestProbe<RolloutWorker.Command> second = kit.createTestProbe();
    private final ActorRef<Evaluator.Command> evaluator =
            kit.spawn(Evaluator.create(new Evaluator.Plan(PROBLEMS, 2, 2, Duration.ofMinutes(1)), controller.ref()));

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    @Test
    void parts_come_together_in_the_order_of_the_problems() {
        evaluator.tell(new Evaluator.Evaluate(6));
        var first = lend(worker);
        var middle = lend(second);
        var last = lend(worker);
        assertEquals(1, last.problems().size());
        solve(last, false);
        solve(middle, true);
        solve(first, false);
        var evaluation =
                controller.expectMessageClass(RunController.Evaluated.class).evaluation();
        assertEquals(6, evaluation.step());
        assertEquals(
                List.of("p0", "p1", "p2", "p3", "p4"),
                evaluation.solutions().stream().map(s -> s.problem().id()).toList());
        assertEquals(0.4, evaluation.accuracy());
    }

    @Test
    void a_part_that_failed_goes_to_a_worker_that_was_left_over() {
        evaluator.tell(new Evaluator.Evaluate(6));
        solve(lend(worker), true);
        solve(lend(worker), true);
        var part = lend(worker);
        evaluator.tell(new Evaluator.Lend(second.ref(), VERSION));
        second.expectNoMessage(Duration.ofMillis(1));
        evaluator.tell(new Evaluator.NotSolved(part.part(), "out of memory"));
        solve(second.expectMessageClass(RolloutWorker.Solve.class), true);
        assertEquals(
                5,
                controller
                        .expectMessageClass(RunController.Evaluated.class)
                        .evaluation()
                        .correct());
    }

    @Test
    void a_worker_that_was_not_needed_is_given_back_after_the_evaluation() {
        evaluator.tell(new Evaluator.Evaluate(6));
        solve(lend(worker), true);
        solve(lend(worker), true);
        var part = lend(worker);
        evaluator.tell(new Evaluator.Lend(second.ref(), VERSION));
        solve(part, true);
        controller.expectMessageClass(RunController.Evaluated.class);
        controller.expectMessage(new RunController.WorkerReady(second.ref(), VERSION));
    }

    @Test
    void a_part_that_fails_too_often_ends_the_run_with_the_reason() {
        evaluator.tell(new Evaluator.Evaluate(6));
        evaluator.tell(new Evaluator.NotSolved(lend(worker).part(), "out of memory"));
        evaluator.tell(new Evaluator.NotSolved(lend(worker).part(), "out of memory"));
        controller.expectMessage(new RunController.Failed("the evaluation after step 6 failed: out of memory"));
    }

    @Test
    void the_part_of_a_dead_worker_goes_to_another() {
        evaluator.tell(new Evaluator.Evaluate(6));
        lend(worker);
        solve(lend(second), true);
        solve(lend(second), true);
        evaluator.tell(new Evaluator.Lend(second.ref(), VERSION));
        worker.stop();
        assertEquals(0, second.expectMessageClass(RolloutWorker.Solve.class).part());
    }

    @Test
    void an_evaluation_has_a_deadline() {
        evaluator.tell(new Evaluator.Evaluate(6));
        lend(worker);
        time.timePasses(Duration.ofMinutes(1));
        controller.expectMessage(new RunController.Failed(
                "the evaluation after step 6 failed: it took longer than deadlines.evaluate = 60 s"));
    }

    private RolloutWorker.Solve lend(TestProbe<RolloutWorker.Command> probe) {
        evaluator.tell(new Evaluator.Lend(probe.ref(), VERSION));
        return probe.expectMessageClass(RolloutWorker.Solve.class);
    }

    private static void solve(RolloutWorker.Solve part, boolean correct) {
        var solutions = part.problems().stream()
                .map(problem -> new Solution(problem, "", "", correct))
                .toList();
        part.replyTo().tell(new Evaluator.Solved(part.part(), solutions));
    }
}
