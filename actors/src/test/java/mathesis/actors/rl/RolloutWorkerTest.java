package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mathesis.actors.Settings;
import mathesis.engine.PolicyVersion;
import mathesis.engine.PretrainedModel;
import mathesis.engine.WeightFormat;
import mathesis.reward.answer.AnswerGrader;
import mathesis.rollout.Group;
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
class RolloutWorkerTest {
    private static final PolicyVersion VERSION = new PolicyVersion(4);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config().withFallback(TestSettings.local()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<RunController.Command> controller = kit.createTestProbe();
    private final BlockingQueue<Group> graders = new LinkedBlockingQueue<>();
    private final Settings settings =
            TestSettings.with("sampling.max-new-tokens=5", "prompt.template={question}", "rollout.decode-rows=3");
    private final PretrainedModel model = TinyModel.load();
    private final PolicyShelf shelf = new PolicyShelf(model.config(), WeightFormat.FLOAT32, 1);

    @AfterEach
    void end() {
        kit.shutdownTestKit();
        shelf.close();
        model.close();
    }

    @Test
    void a_worker_asks_for_work_once_it_has_weights_and_brings_groups_to_their_graders() throws Exception {
        var worker = worker();
        controller.expectMessage(new RunController.WorkerJoined(worker));
        controller.expectNoMessage(Duration.ofMillis(1));
        giveWeights(worker);
        controller.expectMessage(new RunController.WorkerReady(worker, VERSION));
        worker.tell(new RolloutWorker.Deal(VERSION, List.of(ticket(0, "1+1?"), ticket(1, "2+2?"))));
        controller.expectMessage(new RunController.Sampled(List.of("00000000", "00000001")));
        controller.expectMessage(new RunController.WorkerReady(worker, VERSION));
        var group = graders.take();
        assertEquals("00000000", group.id());
        assertEquals(VERSION, group.version());
        assertEquals(2, group.completions().size());
        assertTrue(group.completions().getFirst().tokens().length <= 5);
        assertEquals("00000001", graders.take().id());
    }

    @Test
    void a_problem_without_room_for_a_solution_is_lost_and_named() {
        var worker = worker();
        controller.expectMessageClass(RunController.WorkerJoined.class); // it has looked at the shelf, still empty
        giveWeights(worker);
        String tooLong = "word ".repeat(4_500);
        worker.tell(new RolloutWorker.Deal(VERSION, List.of(ticket(0, tooLong), ticket(1, "2+2?"))));
        controller.expectMessageClass(RunController.WorkerReady.class);
        controller.expectMessage(new RunController.Sampled(List.of("00000001")));
        var lost = controller.expectMessageClass(RunController.Lost.class);
        assertEquals("00000000", lost.groupId());
        assertTrue(
                lost.reason()
                        .matches("the prompt of problem p0 has \\d+ tokens; "
                                + "with 5 new ones it does not fit the model's context of 4096"),
                lost.reason());
    }

    @Test
    void a_worker_that_fails_says_so_and_rests_before_it_asks_again() {
        var worker = worker();
        worker.tell(new RolloutWorker.WeightsReady(VERSION)); // a lie: the shelf is empty
        controller.expectMessageClass(RunController.WorkerJoined.class);
        controller.expectMessageClass(RunController.WorkerReady.class);
        worker.tell(new RolloutWorker.Deal(VERSION, List.of(ticket(0, "1+1?"))));
        controller.expectMessage(
                new RunController.SamplingFailed(worker, "sampling failed: no weights have arrived yet"));
        controller.expectNoMessage(Duration.ofMillis(1));
        time.timePasses(Duration.ofSeconds(1));
        controller.expectMessage(new RunController.WorkerReady(worker, VERSION));
    }

    @Test
    void problems_are_solved_greedily_and_graded() {
        var worker = worker();
        giveWeights(worker);
        TestProbe<Evaluator.Command> evaluator = kit.createTestProbe();
        var problems = List.of(new Problem("a", "1+1?", "2"), new Problem("b", "word ".repeat(4_500), "2"));
        worker.tell(new RolloutWorker.Solve(3, VERSION, problems, evaluator.ref()));
        var first = evaluator.expectMessageClass(Evaluator.Solved.class);
        worker.tell(new RolloutWorker.Solve(3, VERSION, problems, evaluator.ref()));
        assertEquals(first, evaluator.expectMessageClass(Evaluator.Solved.class), "greedy is the same every time");
        assertEquals(3, first.part());
        assertEquals(
                List.of("a", "b"),
                first.solutions().stream().map(s -> s.problem().id()).toList());
        assertEquals("", first.solutions().getLast().text(), "too long to be solved");
    }

    private ActorRef<RolloutWorker.Command> worker() {
        var sampling = new SolutionSampling(
                shelf, model, settings, new AnswerGrader(), new Timeline(System::nanoTime), Optional.empty());
        var thread = kit.system().executionContext();
        return kit.spawn(RolloutWorker.create(new RolloutWorker.Parts(
                sampling, thread::execute, controller.ref(), graders::add, Duration.ofSeconds(1))));
    }

    private void giveWeights(ActorRef<RolloutWorker.Command> worker) {
        shelf.put(VERSION, model.weights());
        worker.tell(new RolloutWorker.WeightsReady(VERSION));
    }

    private static Ticket ticket(int n, String question) {
        return new Ticket(DealOrder.groupId(n), 5, new Problem("p" + n, question, "1"), 2, 0);
    }
}
