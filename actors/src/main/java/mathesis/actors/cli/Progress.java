package mathesis.actors.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far a long command has come, on standard error: rewritten in place several times a second on a terminal, a line
/// every few seconds elsewhere. Silent when the work is over before the first line is due.
final class Progress {
    private static final long TERMINAL_INTERVAL_MILLIS = 200;
    private static final long PLAIN_INTERVAL_MILLIS = 5_000;

    private static final long UNKNOWN = -1;

    private final PrintWriter err;
    private final boolean terminal;
    private final String doing;
    private final long total;
    private final LongSupplier clockMillis;
    private final long start;
    private long last;
    private long done;
    private boolean shown;

    Progress(PrintWriter err, boolean terminal, String doing, long total, LongSupplier clockMillis) {
        this.err = err;
        this.terminal = terminal;
        this.doing = doing;
        this.total = total;
        this.clockMillis = clockMillis;
        this.start = clockMillis.getAsLong();
        this.last = start;
    }

    /// Progress of this process, on its standard error.
    static Progress of(PrintWriter err, String doing, long total) {
        return new Progress(err, Terminal.STDERR, doing, total, () -> System.nanoTime() / 1_000_000);
    }

    /// The same for work whose end is not known.
    static Progress of(PrintWriter err, String doing) {
        return of(err, doing, UNKNOWN);
    }

    /// Counts one more piece of work.
    void advance() {
        reach(done + 1, "");
    }

    /// Says how much is done by now, and what there is to add to that.
    void reach(long count, String note) {
        done = count;
        long now = clockMillis.getAsLong();
        if (now - last >= (terminal ? TERMINAL_INTERVAL_MILLIS : PLAIN_INTERVAL_MILLIS)) {
            last = now;
            show(now, note);
        }
    }

    /// Clears the line on a terminal.
    void finish() {
        if (terminal && shown) {
            err.print("\r\033[K");
            err.flush();
        }
    }

    private void show(long now, String note) {
        shown = true;
        double seconds = (now - start) / 1e3;
        String of = total == UNKNOWN ? "" : String.format(Locale.ROOT, " of %,d", total);
        String line = String.format(Locale.ROOT, "%s: %,d%s, %.0f s%s", doing, done, of, seconds, note);
        if (terminal) {
            err.print("\r\033[K" + line);
            err.flush();
        } else {
            err.println(line);
        }
    }
}
