package mathesis.actors.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import mathesis.actors.Settings;
import mathesis.actors.node.RunEnd;
import mathesis.actors.node.RunFailedException;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningJournal;
import mathesis.corpus.rounds.MiningPlan;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;
import mathesis.corpus.rounds.RoundEnd;
import mathesis.corpus.rounds.TaskReport;
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
class MiningControllerTest {
    private static final Duration NOTHING = Duration.ofMillis(1);
    private static final Duration MINE = Duration.ofMinutes(20);
    private static final Duration LISTEN = Duration.ofSeconds(3);

    /// Two archives, two ranges, one shard, one round.
    private static final class Run implements MiningPlan.Facts {
        @Override
        public int archives() {
            return 2;
        }

        @Override
        public int ranges() {
            return 2;
        }

        @Override
        public int shards(int round) {
            return 1;
        }

        @Override
        public RoundEnd end(int round) {
            return new RoundEnd(1, 1, 0, 0, RoundEnd.Next.STOP_LAST);
        }

        @Override
        public boolean annotated(int round) {
            return true;
        }
    }

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config()
            .withFallback(ConfigFactory.parseString("pekko.actor.provider = local, pekko.log-dead-letters = off"))
            .withFallback(Settings.load(Optional.empty(), List.of()).resolved().withOnlyPath("pekko")));
    private final ManualTime time = ManualTime.get(kit.system());
    private final AtomicLong nanos = new AtomicLong();
    private final List<MiningEvent> events = new CopyOnWriteArrayList<>();
    private final RunEnd<MiningOutcome> end = new RunEnd<>();
    private final BlockingQueue<MiningTask> toRanges = new LinkedBlockingQueue<>();
    private final TestProbe<WarcWorker.Command> worker = kit.createTestProbe();
    private final TestProbe<WarcWorker.Command> second = kit.createTestProbe();

    @TempDir
    Path root;

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    @Test
    void who_asks_for_work_gets_it_and_what_is_done_is_noted_when_it_is_in_the_journal() throws IOException {
        var controller = founder();
        assertEquals(task(Step.SAMPLE, 0), deal(controller, worker));
        assertEquals(task(Step.SAMPLE, 1), deal(controller, second));
        done(controller, worker, task(Step.SAMPLE, 0));
        assertEquals(List.of(TaskReport.of(task(Step.SAMPLE, 0))), MiningJournal.read(folder().journal()));
        controller.tell(new MiningController.WorkerReady(worker.ref()));
        worker.expectNoMessage(NOTHING);
        done(controller, second, task(Step.SAMPLE, 1));
        assertEquals(
                task(Step.TRAIN, 0),
                worker.expectMessageClass(WarcWorker.Deal.class).task());
    }

    @Test
    void a_task_that_was_dealt_and_did_not_arrive_is_dealt_again_to_the_same() {
        var controller = founder();
        assertEquals(task(Step.SAMPLE, 0), deal(controller, worker));
        assertEquals(task(Step.SAMPLE, 0), deal(controller, worker));
    }

    @Test
    void a_report_that_is_told_twice_is_written_once_and_noted_twice() throws IOException {
        var controller = founder();
        deal(controller, worker);
        done(controller, worker, task(Step.SAMPLE, 0));
        done(controller, worker, task(Step.SAMPLE, 0));
        assertEquals(1, MiningJournal.read(folder().journal()).size());
    }

    @Test
    void what_a_dead_worker_had_is_dealt_to_another() {
        var controller = founder();
        deal(controller, worker);
        controller.tell(new MiningController.WorkerReady(second.ref()));
        assertEquals(
                task(Step.SAMPLE, 1),
                second.expectMessageClass(WarcWorker.Deal.class).task());
        done(controller, second, task(Step.SAMPLE, 1));
        controller.tell(new MiningController.WorkerReady(second.ref()));
        second.expectNoMessage(NOTHING);
        worker.stop();
        assertEquals(
                task(Step.SAMPLE, 0),
                second.expectMessageClass(WarcWorker.Deal.class).task());
        assertTrue(events.stream()
                .anyMatch(e -> e instanceof MiningEvent.TaskFailed failed
                        && failed.reason().contains("is gone")));
    }

    @Test
    void what_does_not_get_on_is_taken_away_and_dealt_to_another() {
        var controller = founder();
        deal(controller, worker);
        controller.tell(new MiningController.WorkerReady(second.ref()));
        second.expectMessageClass(WarcWorker.Deal.class);
        done(controller, second, task(Step.SAMPLE, 1));
        controller.tell(new MiningController.WorkerReady(second.ref()));
        say(controller, worker, task(Step.SAMPLE, 0), 1);
        pass(MINE);
        say(controller, worker, task(Step.SAMPLE, 0), 2);
        pass(MINE);
        say(controller, worker, task(Step.SAMPLE, 0), 2);
        second.expectNoMessage(NOTHING);
        pass(Duration.ofSeconds(11));
        assertEquals(
                task(Step.SAMPLE, 0),
                second.expectMessageClass(WarcWorker.Deal.class).task());
    }

    @Test
    void a_task_that_fails_too_often_ends_the_run_and_everybody_hears_why() {
        var controller = founder();
        for (int i = 1; i <= 2; i++) {
            deal(controller, worker);
            controller.tell(new MiningController.TaskFailed(
                    worker.ref().narrow(), task(Step.SAMPLE, 0), "a0.warc: no such file"));
            worker.expectMessage(new Noted(task(Step.SAMPLE, 0)));
        }
        String reason = "round 1, sample archive 0 has failed 2 times (miners.attempts), the last time because a0.warc:"
                + " no such file";
        assertEquals(reason, assertThrows(RunFailedException.class, end::await).getMessage());
        worker.expectMessage(new WarcWorker.RunFailed(reason));
    }

    @Test
    void hash_ranges_go_to_their_entities_and_again_until_they_answer() throws Exception {
        journal(Step.DEDUPLICATE);
        var controller = founder();
        controller.tell(new MiningController.WorkerReady(worker.ref()));
        assertEquals(task(Step.DEDUPLICATE, 0), toRanges.take(), "as many at a time as there are workers");
        pass(Duration.ofSeconds(1));
        assertEquals(task(Step.DEDUPLICATE, 0), toRanges.take());
        TestProbe<Noted> entity = kit.createTestProbe();
        controller.tell(new MiningController.Working(entity.ref(), task(Step.DEDUPLICATE, 0), 0, "", 1));
        controller.tell(new MiningController.TaskDone(entity.ref(), TaskReport.of(task(Step.DEDUPLICATE, 0))));
        entity.expectMessage(new Noted(task(Step.DEDUPLICATE, 0)));
        assertEquals(task(Step.DEDUPLICATE, 1), toRanges.take());
        TestProbe<Noted> other = kit.createTestProbe();
        controller.tell(new MiningController.Working(other.ref(), task(Step.DEDUPLICATE, 1), 0, "", 1));
        controller.tell(new MiningController.TaskReturned(other.ref(), task(Step.DEDUPLICATE, 1)));
        assertEquals(task(Step.DEDUPLICATE, 1), toRanges.take(), "it moves to another node");
    }

    @Test
    void a_controller_that_takes_over_listens_before_it_deals() throws Exception {
        journal(Step.MINE);
        var controller = leading(LISTEN);
        controller.tell(new MiningController.WorkerReady(second.ref()));
        say(controller, worker, task(Step.MINE, 0), 5);
        second.expectNoMessage(NOTHING);
        pass(LISTEN);
        assertEquals(
                task(Step.MINE, 1),
                second.expectMessageClass(WarcWorker.Deal.class).task());
        done(controller, worker, task(Step.MINE, 0));
        assertEquals(4, MiningJournal.read(folder().journal()).size(), "2 samples, training, and the archive");
    }

    @Test
    void a_controller_waits_for_the_journal_until_who_had_it_is_gone() throws Exception {
        var before = MiningJournal.open(folder().journal());
        var controller = controller(Duration.ZERO);
        time.timePasses(Duration.ofSeconds(2));
        assertFalse(leads());
        before.close();
        while (!leads()) {
            time.timePasses(Duration.ofMillis(500));
        }
        assertEquals(task(Step.SAMPLE, 0), deal(controller, worker));
    }

    @Test
    void a_journal_that_another_process_keeps_ends_the_wait_with_its_name() throws Exception {
        try (var _ = MiningJournal.open(folder().journal())) {
            controller(Duration.ZERO);
            while (!end.over()) {
                nanos.addAndGet(Duration.ofSeconds(10).toNanos());
                time.timePasses(Duration.ofMillis(500));
            }
            var failed = assertThrows(RunFailedException.class, end::await);
            assertTrue(failed.getMessage().contains("120 s (deadlines.start)"), failed.getMessage());
        }
    }

    @Test
    void the_last_task_ends_the_run_and_everybody_hears_of_it() throws Exception {
        journal(Step.CLOSE);
        var controller = founder();
        assertEquals(task(Step.CLOSE, 0), deal(controller, worker));
        assertFalse(end.over());
        done(controller, worker, task(Step.CLOSE, 0));
        var outcome = assertInstanceOf(MiningOutcome.Finished.class, end.await());
        worker.expectMessage(new WarcWorker.RunOver(outcome));
    }

    @Test
    void who_stops_leading_lets_go_of_the_journal() throws Exception {
        var controller = founder();
        deal(controller, worker);
        assertTrue(MiningJournal.isHeld(folder().journal()));
        kit.stop(controller);
        assertFalse(MiningJournal.isHeld(folder().journal()));
    }

    @Test
    void onlookers_find_how_the_run_stands() throws Exception {
        var controller = founder();
        deal(controller, worker);
        say(controller, worker, task(Step.SAMPLE, 0), 1);
        pass(Duration.ofSeconds(1));
        while (!Files.exists(folder().live())) {
            Thread.onSpinWait();
        }
        var live = Files.readString(folder().live());
        assertTrue(live.contains("\"step\":\"SAMPLE\""), live);
        assertTrue(live.contains("12 pages"), live);
    }

    private MiningFolder folder() {
        return new MiningFolder(root);
    }

    /// Every step before this one is done.
    private void journal(Step step) throws IOException {
        try (var journal = MiningJournal.open(folder().journal())) {
            for (var before : List.of(Step.values()).subList(0, step.ordinal())) {
                int parts = switch (before.parts()) {
                    case ONE, SHARDS -> 1;
                    case ARCHIVES, RANGES -> 2;
                };
                for (int i = 0; i < parts; i++) {
                    journal.append(TaskReport.of(task(before, i)));
                }
            }
        }
    }

    private ActorRef<MiningController.Command> founder() {
        return leading(Duration.ZERO);
    }

    /// One that has its journal open.
    private ActorRef<MiningController.Command> leading(Duration listen) {
        var controller = controller(listen);
        while (!leads()) {
            Thread.yield();
        }
        return controller;
    }

    private boolean leads() {
        return events.stream().anyMatch(MiningEvent.Leads.class::isInstance);
    }

    private ActorRef<MiningController.Command> controller(Duration listen) {
        return kit.spawn(MiningController.create(new MiningController.Parts(
                () -> new MiningLedger(folder(), new Run()),
                Runnable::run,
                (task, _) -> toRanges.add(task),
                _ -> "here:1",
                new MiningController.Limits(2, MINE, Duration.ofSeconds(120), listen),
                events::add,
                end,
                nanos::get,
                () -> 0)));
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        time.timePasses(duration.compareTo(Duration.ofSeconds(2)) > 0 ? Duration.ofSeconds(2) : duration);
    }

    private static MiningTask deal(ActorRef<MiningController.Command> controller, TestProbe<WarcWorker.Command> to) {
        controller.tell(new MiningController.WorkerReady(to.ref()));
        return to.expectMessageClass(WarcWorker.Deal.class).task();
    }

    private static void done(
            ActorRef<MiningController.Command> controller, TestProbe<WarcWorker.Command> by, MiningTask task) {
        controller.tell(new MiningController.TaskDone(by.ref().narrow(), TaskReport.of(task)));
        by.expectMessage(new Noted(task));
    }

    private void say(
            ActorRef<MiningController.Command> controller,
            TestProbe<WarcWorker.Command> by,
            MiningTask task,
            long beats) {
        controller.tell(new MiningController.Working(by.ref().narrow(), task, 0.5, "12 pages", beats));
        TestProbe<Noted> answered = kit.createTestProbe();
        var known = new MiningTask(1, Step.CLOSE, 9); // no such task: noted at once, after what came before
        controller.tell(new MiningController.TaskDone(answered.ref(), TaskReport.of(known)));
        answered.expectMessage(new Noted(known));
    }

    private static MiningTask task(Step step, int part) {
        return new MiningTask(1, step, part);
    }
}
