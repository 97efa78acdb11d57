package mathesis.actors.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.actors.node.RunFailedException;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningJournal;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;
import mathesis.corpus.rounds.TaskReport;
import mathesis.corpus.rounds.TaskRunner;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs through real actors in one process; what the tasks do is scripted.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class MiningRunTest {
    private static final int ARCHIVES = 5;
    private static final int RANGES = 3;
    private static final int TASKS_OF_A_ROUND = 2 * ARCHIVES + 2 * RANGES + ScriptedMining.SHARDS + 3;

    @TempDir
    Path folder;

    private final List<MiningEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void every_task_of_every_round_is_done_once_and_stands_in_the_journal() throws IOException {
        var work = new ScriptedMining(runFolder(), 2);
        var outcome = run(work).start(settings("mining.domains.annotation=none"), root());
        assertEquals(2, assertInstanceOf(MiningOutcome.Finished.class, outcome).rounds());
        assertEquals(2 * TASKS_OF_A_ROUND, work.begun.size());
        assertEquals(new HashSet<>(work.begun).size(), work.begun.size(), "no task twice");
        var journal = MiningJournal.read(runFolder().journal());
        assertEquals(
                new HashSet<>(work.begun),
                new HashSet<>(journal.stream().map(TaskReport::task).toList()));
        assertTrue(journal.stream().allMatch(report -> report.figures().get("pages") == 7));
        assertTrue(journal.stream().allMatch(report -> report.figures().get(TaskThreads.ENDED) > 1e9));
        var steps = events.stream()
                .flatMap(e -> e instanceof MiningEvent.StepDone done ? List.of(done.step()).stream() : null)
                .toList();
        var twice = new ArrayList<>(List.of(Step.values()));
        twice.addAll(List.of(Step.values()));
        assertEquals(twice, steps);
    }

    @Test
    void a_run_waits_for_its_annotations_and_goes_on_when_they_are_there() throws IOException {
        var work = new ScriptedMining(runFolder(), 2);
        assertEquals(new MiningOutcome.Waiting(1), run(work).start(settings(), root()));
        assertEquals(TASKS_OF_A_ROUND, work.begun.size());
        assertEquals(new MiningOutcome.Waiting(1), run(work).resume(root(), List.of()), "nobody has answered");
        assertEquals(TASKS_OF_A_ROUND, work.begun.size());
        Files.writeString(runFolder().round(1).annotations(), "");
        assertInstanceOf(MiningOutcome.Finished.class, run(work).resume(root(), List.of()));
        assertEquals(2 * TASKS_OF_A_ROUND, work.begun.size());
    }

    @Test
    void a_task_that_fails_is_done_again_and_the_run_ends_when_it_fails_too_often() throws IOException {
        var failures = new AtomicInteger();
        var bad = new MiningTask(1, Step.MINE, 2);
        var work = new ScriptedMining(runFolder(), 1) {
            @Override
            public TaskReport run(MiningTask task, TaskRunner.Progress progress) throws IOException {
                if (task.equals(bad) && failures.incrementAndGet() <= 4) {
                    throw new IOException("a2.warc: disk on fire");
                }
                return super.run(task, progress);
            }
        };
        var settings = settings("mining.domains.annotation=none");
        var failed = assertThrows(RunFailedException.class, () -> run(work).start(settings, root()));
        assertEquals(
                "round 1, mine archive 2 has failed 3 times (miners.attempts), the last time because a2.warc: disk on fire",
                failed.getMessage());
        assertInstanceOf(
                MiningOutcome.Finished.class, run(work).resume(root(), List.of()), "one failure more is no end");
        assertEquals(5, failures.get());
        assertEquals(TASKS_OF_A_ROUND, new HashSet<>(work.begun).size());
    }

    @Test
    void what_a_run_cannot_change_is_refused_by_name() throws IOException {
        var work = new ScriptedMining(runFolder(), 1);
        run(work).start(settings("mining.domains.annotation=none"), root());
        var refused =
                assertThrows(SettingsException.class, () -> run(work).resume(root(), List.of("mining.dedup.bands=7")));
        assertEquals(
                "mathesis.mining.dedup.bands is 7; the run began with 20 and cannot change it: its files would not fit"
                        + " together",
                refused.getMessage());
        run(work).resume(root(), List.of("mining.max-rounds=9", "miners.threads=1"));
        assertThrows(IOException.class, () -> run(work).start(settings(), root()), "the folder holds a run");
    }

    @Test
    void a_second_node_takes_part_and_hears_of_the_end() throws Exception {
        var both = new CountDownLatch(2);
        var first = meeting(both);
        var second = meeting(both);
        var leader = CompletableFuture.supplyAsync(() -> unchecked(
                () -> run(first).start(settings("mining.domains.annotation=none", "miners.threads=1"), root())));
        while (!Files.exists(runFolder().settings())) {
            assertFalse(leader.isDone());
            Thread.onSpinWait();
        }
        assertThrows(IOException.class, () -> holdUntilLed(leader).resume(root(), List.of()), "it is going on");
        var outcome = run(second).join(root(), List.of());
        assertEquals(leader.get(), outcome);
        assertEquals(TASKS_OF_A_ROUND, first.begun.size() + second.begun.size());
        assertEquals(
                2,
                events.stream().filter(e -> e instanceof MiningEvent.NodeJoined).count());
    }

    /// Nobody gets on with the first step until two nodes are at it.
    private ScriptedMining meeting(CountDownLatch both) {
        var first = new AtomicBoolean(true);
        return new ScriptedMining(runFolder(), 1) {
            @Override
            public TaskReport run(MiningTask task, TaskRunner.Progress progress) throws IOException {
                if (first.getAndSet(false)) {
                    both.countDown();
                }
                unchecked(() -> both.await(60, TimeUnit.SECONDS));
                return super.run(task, progress);
            }
        };
    }

    private MiningRun holdUntilLed(CompletableFuture<?> leader) throws IOException {
        while (!MiningJournal.isHeld(runFolder().journal()) && !leader.isDone()) {
            Thread.onSpinWait();
        }
        return run(new ScriptedMining(runFolder(), 1));
    }

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private MiningRun run(MiningWork work) {
        return new MiningRun((_, _, _) -> work, events::add);
    }

    private Path root() {
        return folder.resolve("run");
    }

    private MiningFolder runFolder() {
        return new MiningFolder(root());
    }

    private Settings settings(String... overrides) throws IOException {
        ScriptedMining.archives(folder.resolve("crawl"), ARCHIVES);
        var all = new ArrayList<>(List.of(
                "mining.archives=[\"" + folder.resolve("crawl") + "\"]",
                "mining.dedup.ranges=" + RANGES,
                "miners.threads=2"));
        all.addAll(List.of(overrides));
        return Settings.load(Optional.empty(), all);
    }
}
