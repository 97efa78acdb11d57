package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import mathesis.actors.Settings;
import mathesis.actors.node.RunEnd;
import mathesis.actors.node.RunFailedException;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.actors.rl.StepMetrics.LostGroup;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class RunControllerTest {
    private static final List<Problem> PROBLEMS =
            IntStream.range(0, 5).mapToObj(i -> new Problem("p" + i, "q", "1")).toList();

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config().withFallback(TestSettings.local()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final AtomicLong clock = new AtomicLong();
    private final List<RlEvent> events = new CopyOnWriteArrayList<>();
    private final RunEnd<RunSummary> end = new RunEnd<RunSummary>();
    private final TestProbe<RolloutWorker.Command> worker = kit.createTestProbe();
    private final TestProbe<Learner.Command> learner = kit.createTestProbe();
    private final Set<TestProbe<RolloutWorker.Command>> joined = new HashSet<>();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    @Test
    void a_ready_worker_gets_as_many_problems_as_there_are_slots() throws IOException {
        var controller = begun(TestSettings.with());
        ready(controller, worker, 0);
        var deal = worker.expectMessageClass(RolloutWorker.Deal.class);
        assertEquals(List.of("00000000", "00000001"), deal.groupIds());
        assertEquals(new PolicyVersion(0), deal.version());
        ready(controller, worker, 0);
        worker.expectNoMessage(Duration.ofMillis(1));
    }

    @Test
    void a_step_is_shared_among_the_workers() throws IOException {
        var controller = begun(TestSettings.with());
        TestProbe<RolloutWorker.Command> second = kit.createTestProbe();
        join(controller, worker);
        join(controller, second);
        ready(controller, worker, 0);
        assertEquals(
                List.of("00000000"),
                worker.expectMessageClass(RolloutWorker.Deal.class).groupIds());
        ready(controller, second, 0);
        assertEquals(
                List.of("00000001"),
                second.expectMessageClass(RolloutWorker.Deal.class).groupIds());
    }

    @Test
    void the_next_step_is_dealt_to_who_has_the_new_weights() throws IOException {
        var controller = begun(TestSettings.with());
        ready(controller, worker, 0);
        worker.expectMessageClass(RolloutWorker.Deal.class);
        controller.tell(learned(1));
        ready(controller, worker, 0);
        worker.expectNoMessage(Duration.ofMillis(1));
        ready(controller, worker, 1);
        var deal = worker.expectMessageClass(RolloutWorker.Deal.class);
        assertEquals(List.of("00000002", "00000003"), deal.groupIds());
        assertEquals(new PolicyVersion(1), deal.version());
    }

    @Test
    void what_a_dead_worker_had_is_dealt_to_another() throws IOException {
        var controller = begun(TestSettings.with());
        ready(controller, worker, 0);
        worker.expectMessageClass(RolloutWorker.Deal.class);
        TestProbe<RolloutWorker.Command> second = kit.createTestProbe();
        ready(controller, second, 0);
        second.expectNoMessage(Duration.ofMillis(1));
        controller.tell(new RunController.Sampled(List.of("00000000")));
        worker.stop();
        assertEquals(
                List.of("00000001"),
                second.expectMessageClass(RolloutWorker.Deal.class).groupIds());
    }

    @Test
    void a_worker_that_starts_again_gets_its_problems_again() throws IOException {
        var controller = begun(TestSettings.with());
        ready(controller, worker, 0);
        worker.expectMessageClass(RolloutWorker.Deal.class);
        join(controller, worker);
        ready(controller, worker, 0);
        assertEquals(
                List.of("00000000", "00000001"),
                worker.expectMessageClass(RolloutWorker.Deal.class).groupIds());
    }

    @Test
    void a_problem_that_cannot_be_sampled_is_given_up_and_the_learner_told() throws IOException {
        var controller = begun(TestSettings.with("rollout.attempts=1"));
        ready(controller, worker, 0);
        worker.expectMessageClass(RolloutWorker.Deal.class);
        controller.tell(new RunController.SamplingFailed(worker.ref(), "sampling failed: out of memory"));
        var lost = learner.expectMessageClass(Learner.GroupLost.class);
        assertEquals(1, lost.step());
        assertEquals(new LostGroup("00000000", "sampling failed: out of memory, 1 times"), lost.group());
    }

    @Test
    void a_lost_group_is_told_to_the_learner_once() throws IOException {
        var controller = begun(TestSettings.with());
        ready(controller, worker, 0);
        worker.expectMessageClass(RolloutWorker.Deal.class);
        controller.tell(new RunController.Lost("00000001", "too long"));
        controller.tell(new RunController.Lost("00000001", "too long"));
        assertEquals(
                new Learner.GroupLost(1, new LostGroup("00000001", "too long")),
                learner.expectMessageClass(Learner.GroupLost.class));
        learner.expectNoMessage(Duration.ofMillis(1));
        assertTrue(events.stream().anyMatch(RlEvent.Lost.class::isInstance));
    }

    @Test
    void a_group_that_does_not_arrive_in_time_is_dealt_again() throws IOException {
        var controller = begun(TestSettings.with("deadlines.deal=10s"));
        ready(controller, worker, 0);
        worker.expectMessageClass(RolloutWorker.Deal.class);
        TestProbe<RolloutWorker.Command> second = kit.createTestProbe();
        ready(controller, second, 0);
        controller.tell(new RunController.Received(List.of("00000000")));
        pass(Duration.ofSeconds(11));
        assertEquals(
                List.of("00000001"),
                second.expectMessageClass(RolloutWorker.Deal.class).groupIds());
    }

    @Test
    void a_step_is_on_record_before_its_checkpoint_is_asked_for() throws IOException {
        var controller = begun(TestSettings.with("run.checkpoint-every=2"));
        controller.tell(learned(1));
        learner.expectNoMessage(Duration.ofMillis(1));
        controller.tell(learned(2));
        assertEquals(new Learner.SaveCheckpoint(2), learner.receiveMessage());
        var lines = JsonLog.read(folder.resolve("run/metrics.jsonl"));
        assertEquals(
                List.of(1, 2),
                lines.stream().map(line -> line.get("step").asInt()).toList());
        assertEquals(0.25, lines.getLast().get("reward").asDouble());
        var trained = JsonLog.read(folder.resolve("run/trained.jsonl"));
        assertEquals(
                "[\"00000002\",\"00000003\"]", trained.getLast().get("groups").toString());
    }

    @Test
    void the_run_ends_with_the_last_checkpoint_and_a_summary() throws Exception {
        var controller = begun(TestSettings.with("run.steps=2"));
        controller.tell(learned(1));
        controller.tell(learned(2));
        assertEquals(new Learner.SaveCheckpoint(2), learner.receiveMessage());
        assertFalse(end.over());
        controller.tell(new RunController.Saved(2, "/somewhere", "abcd"));
        var summary = end.await();
        assertEquals(2, summary.steps());
        assertEquals(200, summary.tokensSampled());
        assertEquals(1800, summary.tokensTrained());
        assertEquals(4, summary.groupsTrained());
        assertEquals("abcd", summary.weightsSha256());
        var json =
                new ObjectMapper().readTree(folder.resolve("run/summary.json").toFile());
        assertEquals("abcd", json.get("weights_sha256").asText());
        assertEquals(0, json.get("held_out").asInt());
    }

    @Test
    void held_out_accuracy_is_measured_before_the_first_deal_and_after_the_last_step() throws Exception {
        var controller = begun(TestSettings.with("run.steps=1"), 2);
        ready(controller, worker, 0);
        var before = worker.expectMessageClass(RolloutWorker.Solve.class);
        assertEquals(2, before.problems().size());
        assertEquals(new PolicyVersion(0), before.version());
        solve(before, 0);
        ready(controller, worker, 0);
        worker.expectMessageClass(RolloutWorker.Deal.class);
        controller.tell(learned(1));
        ready(controller, worker, 0);
        worker.expectNoMessage(Duration.ofMillis(1));
        ready(controller, worker, 1);
        solve(worker.expectMessageClass(RolloutWorker.Solve.class), 1);
        assertEquals(new Learner.SaveCheckpoint(1), learner.receiveMessage());
        controller.tell(new RunController.Saved(1, "/somewhere", "abcd"));
        var summary = end.await();
        assertEquals(0.0, summary.accuracyBefore().orElseThrow());
        assertEquals(0.5, summary.accuracyAfter().orElseThrow());
        assertEquals(2, summary.heldOut());
    }

    @Test
    void a_worker_that_an_evaluation_has_no_use_for_is_dealt_to_afterwards() throws IOException {
        var controller = begun(TestSettings.with("run.steps=1"), 1);
        TestProbe<RolloutWorker.Command> second = kit.createTestProbe();
        ready(controller, worker, 0);
        var part = worker.expectMessageClass(RolloutWorker.Solve.class);
        ready(controller, second, 0);
        second.expectNoMessage(Duration.ofMillis(1));
        solve(part, 1);
        second.expectMessageClass(RolloutWorker.Deal.class);
    }

    @Test
    void steps_that_train_on_nothing_end_the_run_when_there_are_enough_in_a_row() throws IOException {
        var controller = begun(TestSettings.with("run.steps=9", "run.stop-after-bad-steps=2"));
        controller.tell(quarantined(1));
        controller.tell(learned(2));
        controller.tell(quarantined(3));
        controller.tell(new RunController.Trained(
                4, new StepOutcome.Empty("all lost"), List.of(), List.of(new LostGroup("00000006", "too long")), 0));
        var failure = assertThrows(RunFailedException.class, end::await);
        assertEquals(
                "2 steps in a row trained on nothing (run.stop-after-bad-steps), the last, step 4, because all lost",
                failure.getMessage());
        assertEquals(
                List.of(1L, 3L),
                events.stream()
                        .filter(RlEvent.Quarantined.class::isInstance)
                        .map(event -> ((RlEvent.Quarantined) event).step())
                        .toList());
    }

    @Test
    void a_paused_run_deals_nothing_until_it_is_resumed() throws IOException {
        var controller = begun(TestSettings.with("deadlines.step=10s"));
        controller.tell(new RunController.Pause());
        ready(controller, worker, 0);
        worker.expectNoMessage(Duration.ofMillis(1));
        pass(Duration.ofSeconds(60));
        assertFalse(end.over(), "a pause has no deadline");
        TestProbe<RunState> state = kit.createTestProbe();
        controller.tell(new RunController.Describe(state.ref()));
        assertEquals(new RunState(0, 3, true, false, 1, Map.of()), state.receiveMessage());
        controller.tell(new RunController.Resume());
        worker.expectMessageClass(RolloutWorker.Deal.class);
    }

    @Test
    void a_step_that_takes_too_long_ends_the_run_and_names_what_it_waited_for() throws IOException {
        var controller = begun(TestSettings.with("deadlines.step=10s"));
        ready(controller, worker, 0);
        worker.expectMessageClass(RolloutWorker.Deal.class);
        controller.tell(new RunController.Received(List.of("00000000")));
        pass(Duration.ofSeconds(11));
        var failure = assertThrows(RunFailedException.class, end::await);
        assertEquals(
                "step 1 was not done in 10 s (deadlines.step): group 00000001 is being sampled since 11 s",
                failure.getMessage());
    }

    @Test
    void a_ring_without_a_worker_ends_the_run() throws IOException {
        begun(TestSettings.with("deadlines.start=5s"));
        pass(Duration.ofSeconds(6));
        var failure = assertThrows(RunFailedException.class, end::await);
        assertEquals("the ring did not stand in 5 s (deadlines.start): no worker was ready", failure.getMessage());
    }

    private ActorRef<RunController.Command> begun(Settings settings) throws IOException {
        return begun(settings, 0);
    }

    private ActorRef<RunController.Command> begun(Settings settings, int heldOut) throws IOException {
        var ledger = new RunLedger(RunFolder.create(folder.resolve("run")), settings, 0, events::add);
        var plan = heldOut == 0
                ? Optional.<Evaluator.Plan>empty()
                : Optional.of(new Evaluator.Plan(PROBLEMS.subList(0, heldOut), 64, 2, Duration.ofMinutes(1)));
        var controller = kit.spawn(RunController.create(new RunController.Parts(
                settings,
                new DealOrder(PROBLEMS, 1, 2, 2),
                0,
                heldOut == 0,
                plan,
                ledger,
                new Timeline(clock::get),
                end,
                clock::get)));
        controller.tell(new RunController.LearnerReady(learner.ref(), 0, List.of()));
        stands(controller);
        return controller;
    }

    /// Waits until the controller has begun: a timer that it has not set yet would miss the time that passes.
    private void stands(ActorRef<RunController.Command> controller) {
        TestProbe<RunState> state = kit.createTestProbe();
        controller.tell(new RunController.Describe(state.ref()));
        state.receiveMessage();
    }

    private void ready(
            ActorRef<RunController.Command> controller, TestProbe<RolloutWorker.Command> worker, long version) {
        if (!joined.contains(worker)) {
            join(controller, worker);
        }
        controller.tell(new RunController.WorkerReady(worker.ref(), new PolicyVersion(version)));
    }

    private void join(ActorRef<RunController.Command> controller, TestProbe<RolloutWorker.Command> worker) {
        joined.add(worker);
        controller.tell(new RunController.WorkerJoined(worker.ref()));
    }

    private static RunController.Trained learned(long step) {
        return new RunController.Trained(
                step, new StepOutcome.Learned(StepReports.usual(step)), groups(step), List.of(), 100);
    }

    private static RunController.Trained quarantined(long step) {
        return new RunController.Trained(
                step, new StepOutcome.Quarantined("the loss is NaN"), groups(step), List.of(), 9);
    }

    private static List<String> groups(long step) {
        return DealOrder.groupsOf(step, 2);
    }

    private static void solve(RolloutWorker.Solve solve, int correct) {
        var solutions = new ArrayList<Solution>();
        for (var problem : solve.problems()) {
            solutions.add(new Solution(problem, "text", "1", solutions.size() < correct));
        }
        solve.replyTo().tell(new Evaluator.Solved(solve.part(), solutions));
    }

    private void pass(Duration duration) {
        clock.addAndGet(duration.toNanos());
        time.timePasses(duration);
    }
}
