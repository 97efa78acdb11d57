package mathesis.actors.mining;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.TaskReport;
import mathesis.corpus.rounds.TaskRunner;

/// A task on its way through a thread. The thread writes how far it is; any other may read it.
final class OngoingTask implements TaskRunner.Progress {
    /// How far it is.
    ///
    /// @param share in [0, 1]
    /// @param what  for people
    /// @param beats grows whenever it gets on
    record Progress(double share, String what, long beats) {}

    private final MiningTask task;
    private final AtomicLong beats = new AtomicLong();
    private volatile Runnable gotOn = () -> {};
    private volatile boolean begun;
    private volatile double share;
    private volatile String what = "waits for a thread";
    private CompletableFuture<TaskReport> result = new CompletableFuture<>();

    OngoingTask(MiningTask task) {
        this.task = task;
    }

    MiningTask task() {
        return task;
    }

    CompletableFuture<TaskReport> result() {
        return result;
    }

    /// Called before anybody else sees it.
    void comesFrom(CompletableFuture<TaskReport> future) {
        result = future;
    }

    /// Its turn has come.
    void begin(Runnable tellWatch) {
        gotOn = tellWatch;
        begun = true;
        at(0, "begins");
    }

    @Override
    public void at(double newShare, String newWhat) {
        share = Math.clamp(newShare, 0, 1);
        what = newWhat;
        beats.incrementAndGet();
        gotOn.run();
    }

    /// Waiting for a thread counts as getting on: those before it are watched themselves.
    Progress progress() {
        return new Progress(share, what, begun ? beats.get() : beats.incrementAndGet());
    }
}
