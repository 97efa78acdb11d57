package mathesis.corpus.rounds;

import java.io.IOException;
import java.util.concurrent.Executor;
import mathesis.corpus.MiningConfig;

/// Does tasks of a run. Several threads may use one runner, each for a task of its own; what a task needs of the run
/// lies in its folder, so any node may do any task, and do it again.
public final class TaskRunner {
    /// Told now and then how far a task has come, by the thread that does it.
    public interface Progress {
        /// @param share of the task, in [0, 1]
        /// @param what  for people
        void at(double share, String what);
    }

    private final MiningFolder folder;
    private final MiningConfig config;
    private final Executor trainingThreads;

    /// @param trainingThreads where the classifier is trained, `classifier.threads` at a time
    public TaskRunner(MiningFolder folder, MiningConfig config, Executor trainingThreads) {
        this.folder = folder;
        this.config = config;
        this.trainingThreads = trainingThreads;
    }

    /// Does a task to its end. Interrupting the thread ends it early with an exception.
    ///
    /// @throws IOException when a file of the run or an archive cannot be read or written; names it
    public TaskReport run(MiningTask task, Progress progress) throws IOException {
        throw new UnsupportedOperationException(task + " in " + folder + " by " + config + trainingThreads);
    }
}
