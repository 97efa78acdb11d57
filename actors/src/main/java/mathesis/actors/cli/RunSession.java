package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import mathesis.actors.rl.RlListener;
import mathesis.actors.rl.RunSummary;

/// A run at the terminal: its live table, its report, and how to go on with it when it is interrupted.
///
/// @param out for the table and the report
/// @param err for what went wrong on the way
record RunSession(PrintWriter out, PrintWriter err) {
    /// What is run and watched.
    interface Work {
        RunSummary run(RlListener listener) throws IOException;
    }

    /// Runs to the end and reports.
    RunSummary run(Path folder, Work work) throws IOException {
        try (var _ = new InterruptHint(err, "interrupted; to go on: ./mathesis rl --resume " + folder)) {
            var summary = work.run(new RunReporter(out, err));
            new RunReport(folder, summary, Terminal.WIDTH).lines().forEach(out::println);
            return summary;
        }
    }

    /// Refuses a folder that a new run cannot have.
    static void requireNew(Path folder, String flag) throws IOException {
        if (Files.isRegularFile(folder)) {
            throw new WrongUsageException(flag + " is " + folder + ", a file; it must name a new or empty folder");
        }
        if (Files.exists(folder.resolve("settings.conf"))) {
            throw new WrongUsageException(flag + " is " + folder
                    + ", which holds a run; it must name a new or empty folder (to go on with that run:"
                    + " ./mathesis rl --resume " + folder + ")");
        }
        if (Files.isDirectory(folder) && !Files.exists(folder.resolve("run.lock")) && !isEmpty(folder)) {
            throw new WrongUsageException(
                    flag + " is " + folder + ", which is not empty; it must name a new or empty folder");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }
}
