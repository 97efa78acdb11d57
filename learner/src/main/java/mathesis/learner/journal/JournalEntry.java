package mathesis.learner.journal;

import java.util.List;
import mathesis.learner.PackedBatch;

/// One thing that the journal remembers. Every group is in at most one entry.
public sealed interface JournalEntry {
    /// Groups to train on.
    record Batch(PackedBatch batch) implements JournalEntry {
        public Batch {
            if (batch.groups().isEmpty()) {
                throw new IllegalArgumentException("a journaled batch names its groups; this one has none");
            }
        }

        @Override
        public long step() {
            return batch.step();
        }

        @Override
        public List<String> groupIds() {
            return batch.groupIds();
        }
    }

    /// A group that there is nothing to learn from. It counts as handled.
    ///
    /// @param reason for people
    record LostGroup(String groupId, long step, String reason) implements JournalEntry {
        @Override
        public List<String> groupIds() {
            return List.of(groupId);
        }
    }

    /// The update that the groups are for.
    long step();

    /// The groups that the entry settles.
    List<String> groupIds();
}
