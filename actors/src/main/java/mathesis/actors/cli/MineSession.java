package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import mathesis.actors.mining.MiningOutcome;
import mathesis.actors.mining.MiningRun;
import mathesis.actors.mining.MiningStatus;

/// A mining run at the terminal: how it gets on, its report, and how to go on with it when it is interrupted.
///
/// @param out for the table and the report
/// @param err for progress and for what went wrong on the way
record MineSession(PrintWriter out, PrintWriter err) {
    /// What this node does in the run.
    interface Part {
        MiningOutcome in(MiningRun run) throws IOException;
    }

    /// Begins a run or goes on with one, to its end.
    void lead(Path folder, Part part) throws IOException {
        out.println("Run folder " + folder);
        run("interrupted; to go on: ./mathesis mine --resume " + folder, part);
        report(folder);
    }

    /// Helps with a run that another node leads.
    void takePart(Path folder, Part part) throws IOException {
        out.println("Takes part in the run in " + folder + " until it is over (./mathesis mine status " + folder + ")");
        out.flush();
        run("interrupted; what this node was doing is dealt to others", part);
        report(folder);
    }

    private void run(String atInterrupt, Part part) throws IOException {
        var reporter = MineReporter.of(out, err);
        try (var _ = new InterruptHint(err, atInterrupt)) {
            part.in(new MiningRun(reporter));
        } finally {
            reporter.end();
        }
    }

    private void report(Path folder) throws IOException {
        new MineReport(MiningStatus.read(folder), folder).lines().forEach(out::println);
        out.flush();
    }
}
