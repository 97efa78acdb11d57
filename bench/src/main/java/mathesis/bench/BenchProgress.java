package mathesis.bench;

import java.io.PrintWriter;
import mathesis.actors.cli.Terminal;

/// Which measurement is under way, on standard error: one line that changes on a terminal, a line each elsewhere.
final class BenchProgress {
    private final PrintWriter err;
    private int done;
    private int expected;

    BenchProgress(PrintWriter err) {
        this.err = err;
    }

    void expect(int measurements) {
        expected = measurements;
    }

    /// The next of those expected begins.
    void next(String name) {
        done++;
        show("[" + done + "/" + expected + "] " + name);
    }

    void show(String what) {
        if (Terminal.STDERR) {
            err.print("\r\033[K" + what);
            err.flush();
        } else {
            err.println(what);
        }
    }

    /// Clears the line on a terminal.
    void finish() {
        if (Terminal.STDERR) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
