package mathesis.actors.rl;

import java.nio.file.Path;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.learner.PackedBatch;
import mathesis.learner.journal.BatchJournal;
import mathesis.learner.journal.JournalEntry;

/// The learner's journal of what it has received and of what will not come. Belongs to one thread at a time.
final class Inbox implements AutoCloseable {
    private final BatchJournal journal;

    Inbox(Path folder) {
        this.journal = BatchJournal.open(folder);
    }

    /// Writes a batch; harmless when it is here already.
    void put(PackedBatch batch) {
        journal.append(batch);
    }

    /// Writes that a group will not come; harmless when it is settled already.
    void put(long step, LostGroup group) {
        journal.append(new JournalEntry.LostGroup(group.groupId(), step, group.reason()));
    }

    /// What is here of steps after those that are done.
    StepAssembly replay(int groupsPerStep, long doneSteps) {
        var assembly = new StepAssembly(groupsPerStep, doneSteps);
        try (var entries = journal.replay(doneSteps + 1)) {
            entries.forEach(entry -> {
                switch (entry) {
                    case JournalEntry.Batch(var batch) -> assembly.add(batch);
                    case JournalEntry.LostGroup(var groupId, long step, var reason) ->
                        assembly.lose(step, new LostGroup(groupId, reason));
                }
            });
        }
        return assembly;
    }

    /// Lets go of what no checkpoint needs any more.
    void retainFrom(long step) {
        journal.retainFrom(step);
    }

    @Override
    public void close() {
        journal.close();
    }
}
