package mathesis.actors.mining;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mathesis.actors.node.WholeFile;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningJournal;
import mathesis.corpus.rounds.MiningPlan;
import mathesis.corpus.rounds.TaskReport;

/// What the leading node of a run keeps on the disk: the journal, and for onlookers how the run stands. Its methods may
/// take their time.
final class MiningLedger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MiningFolder folder;
    private final MiningPlan.Facts facts;
    private Optional<MiningJournal> journal = Optional.empty();
    private boolean closed;

    MiningLedger(MiningFolder folder, MiningPlan.Facts facts) {
        this.folder = folder;
        this.facts = facts;
    }

    /// What a run that is led from here goes on from.
    record Opened(MiningPlan plan, List<TaskReport> before) {}

    /// Takes the journal; empty when another process has it still.
    ///
    /// @throws IOException           when it is damaged or cannot be read
    /// @throws IllegalStateException when it does not fit the run
    synchronized Optional<Opened> open() throws IOException {
        if (closed) {
            throw new IOException("this node leads the run no more");
        }
        if (MiningJournal.isHeld(folder.journal())) {
            return Optional.empty();
        }
        var opened = MiningJournal.open(folder.journal());
        journal = Optional.of(opened);
        var plan = new MiningPlan(
                facts, opened.before().stream().map(TaskReport::task).toList());
        return Optional.of(new Opened(plan, opened.before()));
    }

    /// Returns when a report is on the disk.
    synchronized TaskReport append(TaskReport report) throws IOException {
        journal.orElseThrow(() -> new IOException("this node leads the run no more"))
                .append(report);
        return report;
    }

    /// Leaves word how the run stands.
    void write(MiningState state) throws IOException {
        WholeFile.write(folder.live(), JSON.writeValueAsString(state));
    }

    /// Lets another node lead.
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (journal.isPresent()) {
            journal.get().close();
            journal = Optional.empty();
        }
    }
}
