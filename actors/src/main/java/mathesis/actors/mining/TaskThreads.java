package mathesis.actors.mining;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import mathesis.actors.node.WatchedThreads;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.TaskReport;

/// The threads of a node that do tasks. A task that does not get on for too long fails; its thread is replaced.
final class TaskThreads implements AutoCloseable {
    /// Figures that a report has besides those of its task: how long it took, and when it ended.
    static final String SECONDS = "seconds";

    static final String ENDED = "ended-epoch-seconds";

    private final MiningWork work;
    private final WatchedThreads threads;
    private final InstantSource clock;

    TaskThreads(MiningWork work, int count, Duration longestPause, InstantSource clock) {
        this.work = work;
        this.threads = new WatchedThreads("miner", count, longestPause, "deadlines.mine");
        this.clock = clock;
    }

    /// Does a task as soon as a thread is free.
    OngoingTask begin(MiningTask task) {
        var ongoing = new OngoingTask(task);
        ongoing.comesFrom(threads.submitSteady(gotOn -> {
            ongoing.begin(gotOn);
            return timed(ongoing);
        }));
        return ongoing;
    }

    private TaskReport timed(OngoingTask ongoing) throws Exception {
        long start = clock.millis();
        var report = work.run(ongoing.task(), ongoing);
        long end = clock.millis();
        var figures = new HashMap<>(report.figures());
        figures.put(SECONDS, (end - start) / 1e3);
        figures.put(ENDED, end / 1e3);
        return new TaskReport(report.task(), figures);
    }

    /// Interrupts what is being done and waits for it; false when that took too long.
    boolean stop(Duration longest) throws InterruptedException {
        return threads.stop(longest);
    }

    @Override
    public void close() {
        threads.close();
    }
}
