package mathesis.actors.mining;

import java.io.IOException;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.TaskReport;
import mathesis.corpus.rounds.TaskRunner;

/// Does a task of a mining run; [TaskRunner#run] is one. Several threads may call it at a time.
@FunctionalInterface
public interface MiningWork {
    /// Does a task to its end. An interrupt ends it early.
    ///
    /// @throws IOException when a file cannot be read or written; names it
    TaskReport run(MiningTask task, TaskRunner.Progress progress) throws IOException;
}
