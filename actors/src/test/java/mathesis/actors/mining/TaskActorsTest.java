package mathesis.actors.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import mathesis.actors.Settings;
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

/// Those who do tasks: workers, and entities of hash ranges.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class TaskActorsTest {
    private static final Duration NOTHING = Duration.ofMillis(1);
    private static final MiningTask MINE = new MiningTask(1, Step.MINE, 3);
    private static final MiningTask RANGE = new MiningTask(1, Step.TALLY, 3);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config()
            .withFallback(ConfigFactory.parseString("pekko.actor.provider = local, pekko.log-dead-letters = off"))
            .withFallback(Settings.load(Optional.empty(), List.of()).resolved().withOnlyPath("pekko")));
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<MiningController.Command> controller = kit.createTestProbe();
    private final BlockingQueue<WarcWorker.Command> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<ActorRef<RangeEntity.Command>> passive = new LinkedBlockingQueue<>();
    private final CountDownLatch halfway = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Optional<TaskThreads> threads = Optional.empty();

    @AfterEach
    void end() {
        kit.shutdownTestKit();
        threads.ifPresent(TaskThreads::close);
    }

    @Test
    void a_worker_asks_until_it_is_dealt_a_task_and_tells_until_it_is_noted() {
        var worker = worker((task, _) -> TaskReport.of(task), Duration.ofMinutes(1));
        controller.expectMessage(new MiningController.WorkerReady(worker));
        time.timePasses(WarcWorker.BEAT);
        controller.expectMessage(new MiningController.WorkerReady(worker));
        worker.tell(new WarcWorker.Deal(MINE));
        var done = controller.expectMessageClass(MiningController.TaskDone.class);
        assertEquals(MINE, done.report().task());
        assertTrue(done.report().figures().containsKey(TaskThreads.SECONDS));
        time.timePasses(WarcWorker.BEAT);
        controller.expectMessage(done);
        worker.tell(new Noted(MINE));
        controller.expectMessage(new MiningController.WorkerReady(worker));
    }

    @Test
    void a_worker_at_work_tells_how_far_it_is_and_takes_nothing_else() throws InterruptedException {
        var worker = worker(this::halfThenWait, Duration.ofMinutes(1));
        controller.expectMessageClass(MiningController.WorkerReady.class);
        worker.tell(new WarcWorker.Deal(MINE));
        halfway.await();
        time.timePasses(WarcWorker.BEAT);
        controller.expectMessage(new MiningController.Working(worker.narrow(), MINE, 0.5, "half", 2));
        worker.tell(new WarcWorker.Deal(MINE)); // told twice
        controller.expectMessageClass(MiningController.Working.class);
        var other = new MiningTask(1, Step.MINE, 4);
        worker.tell(new WarcWorker.Deal(other));
        controller.expectMessage(new MiningController.TaskReturned(worker.narrow(), other));
        controller.expectMessageClass(MiningController.Working.class);
        goOn.countDown();
        assertEquals(
                MINE,
                controller
                        .expectMessageClass(MiningController.TaskDone.class)
                        .report()
                        .task());
    }

    @Test
    void a_task_that_throws_is_reported_with_its_cause() {
        var worker = worker(
                (_, _) -> {
                    throw new IOException("a3.warc: not an archive");
                },
                Duration.ofMinutes(1));
        controller.expectMessageClass(MiningController.WorkerReady.class);
        worker.tell(new WarcWorker.Deal(MINE));
        controller.expectMessage(new MiningController.TaskFailed(worker.narrow(), MINE, "a3.warc: not an archive"));
        worker.tell(new Noted(MINE));
        controller.expectMessageClass(MiningController.WorkerReady.class);
    }

    @Test
    void a_task_that_hangs_is_given_up_and_the_next_gets_a_new_thread() {
        var worker = worker(
                (task, progress) -> task.equals(MINE) ? halfThenWait(task, progress) : TaskReport.of(task),
                Duration.ofMillis(100));
        controller.expectMessageClass(MiningController.WorkerReady.class);
        worker.tell(new WarcWorker.Deal(MINE));
        controller.expectMessage(
                new MiningController.TaskFailed(worker.narrow(), MINE, "did not get on for 100 ms (deadlines.mine)"));
        worker.tell(new Noted(MINE));
        controller.expectMessageClass(MiningController.WorkerReady.class);
        worker.tell(new WarcWorker.Deal(new MiningTask(1, Step.MINE, 4)));
        controller.expectMessageClass(MiningController.TaskDone.class);
    }

    @Test
    void the_end_of_the_run_reaches_the_node() throws InterruptedException {
        var worker = worker((task, _) -> TaskReport.of(task), Duration.ofMinutes(1));
        var over = new WarcWorker.RunOver(
                new MiningOutcome.Finished(2, new RoundEnd(1, 2, 0.5, 0, RoundEnd.Next.STOP_LAST)));
        worker.tell(over);
        worker.tell(new WarcWorker.RunFailed("no more disk"));
        assertEquals(over, ends.take());
        assertEquals(new WarcWorker.RunFailed("no more disk"), ends.take());
    }

    @Test
    void an_entity_answers_at_once_does_its_task_once_and_goes_when_that_is_noted() throws InterruptedException {
        var entity = entity(this::halfThenWait);
        entity.tell(new RangeEntity.Do(RANGE));
        assertEquals(
                RANGE,
                controller.expectMessageClass(MiningController.Working.class).task());
        halfway.await();
        entity.tell(new RangeEntity.Do(RANGE));
        assertEquals(
                0.5,
                controller.expectMessageClass(MiningController.Working.class).share());
        goOn.countDown();
        assertEquals(
                RANGE,
                controller
                        .expectMessageClass(MiningController.TaskDone.class)
                        .report()
                        .task());
        entity.tell(new RangeEntity.Do(RANGE)); // the report was lost: told again, not done again
        controller.expectMessageClass(MiningController.TaskDone.class);
        assertEquals(0, passive.size());
        entity.tell(new Noted(RANGE));
        assertEquals(entity, passive.take());
    }

    @Test
    void an_entity_that_shall_live_elsewhere_gives_its_task_back() throws InterruptedException {
        var entity = entity(this::halfThenWait);
        entity.tell(new RangeEntity.Do(RANGE));
        controller.expectMessageClass(MiningController.Working.class);
        entity.tell(new RangeEntity.Move());
        controller.expectMessage(new MiningController.TaskReturned(entity.narrow(), RANGE));
        controller.expectTerminated(entity, Duration.ofSeconds(10));
        time.timePasses(WarcWorker.BEAT);
        controller.expectNoMessage(NOTHING);
    }

    private TaskReport halfThenWait(MiningTask task, mathesis.corpus.rounds.TaskRunner.Progress progress)
            throws IOException {
        progress.at(0.5, "half");
        halfway.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        return TaskReport.of(task);
    }

    private ActorRef<WarcWorker.Command> worker(MiningWork work, Duration longest) {
        return kit.spawn(WarcWorker.create(new WarcWorker.Parts(threads(work, longest), controller.ref(), ends::add)));
    }

    private ActorRef<RangeEntity.Command> entity(MiningWork work) {
        return kit.spawn(RangeEntity.create(
                new RangeEntity.Parts(threads(work, Duration.ofMinutes(1)), controller.ref(), passive::add)));
    }

    private TaskThreads threads(MiningWork work, Duration longest) {
        var made = new TaskThreads(work, 1, longest, InstantSource.system());
        threads = Optional.of(made);
        return made;
    }
}
