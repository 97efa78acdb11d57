package mathesis.actors.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import mathesis.actors.mining.MiningEvent;
import mathesis.actors.mining.MiningListener;
import mathesis.actors.mining.MiningState;
import mathesis.actors.mining.MiningTasks;

/// Prints a mining run while it goes on: a line for each step that is done, and in between how far the step is,
/// in place on a terminal and now and then elsewhere.
final class MineReporter implements MiningListener {
    private static final long PLAIN_INTERVAL_MILLIS = 10_000;
    private static final double MEGABYTE = 1e6;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier clockMillis;
    private long shownMillis;
    private boolean shown;
    private boolean headed;

    MineReporter(PrintWriter out, PrintWriter err, boolean terminal, LongSupplier clockMillis) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.clockMillis = clockMillis;
        this.shownMillis = clockMillis.getAsLong();
    }

    static MineReporter of(PrintWriter out, PrintWriter err) {
        return new MineReporter(out, err, Terminal.STDERR, () -> System.nanoTime() / 1_000_000);
    }

    @Override
    public synchronized void on(MiningEvent event) {
        switch (event) {
            case MiningEvent.Leads(var node, int done) ->
                say("Node " + node + " leads the run" + (done == 0 ? "" : "; " + done + " tasks were done before"));
            case MiningEvent.StepBegan _ -> {}
            case MiningEvent.Progressed(var state) -> progress(state);
            case MiningEvent.StepDone done -> row(done);
            case MiningEvent.TaskFailed(var task, var reason, int attempts) ->
                warn(MiningTasks.name(task) + " failed (attempt " + attempts + "), is done again: " + reason);
            case MiningEvent.NodeJoined(var node) -> say("Node " + node + " takes part");
            case MiningEvent.NodeGone(var node) -> warn("node " + node + " is gone; what it was doing is done again");
        }
    }

    /// Takes the last word of progress away.
    synchronized void end() {
        clear();
        out.flush();
        err.flush();
    }

    private void say(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    private void warn(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    private void row(MiningEvent.StepDone done) {
        if (!headed) {
            headed = true;
            say("round  step          parts      s        pages  pages/s   MB/s    documents           tokens");
        }
        var figures = done.figures();
        say(String.format(
                        Locale.ROOT,
                        "%5d  %-11s %7d %6.1f %12s %8s %6s %12s %16s",
                        done.round(),
                        MiningTasks.name(done.step()),
                        done.parts(),
                        done.seconds(),
                        count(figures, "pages", 1),
                        count(figures, "pages", done.seconds()),
                        count(figures, "html-bytes", done.seconds() * MEGABYTE),
                        count(figures, "documents", 1),
                        count(figures, "tokens", 1))
                .stripTrailing());
    }

    private static String count(Map<String, Double> figures, String name, double divisor) {
        var value = figures.get(name);
        return value == null || divisor <= 0 ? "" : String.format(Locale.ROOT, "%,.0f", value / divisor);
    }

    private void progress(MiningState state) {
        long now = clockMillis.getAsLong();
        if (!terminal && now - shownMillis < PLAIN_INTERVAL_MILLIS) {
            return;
        }
        shownMillis = now;
        String line = MineProgress.line(state);
        if (terminal) {
            String fitting = line.length() < Terminal.WIDTH ? line : line.substring(0, Terminal.WIDTH - 1);
            err.print("\r\033[K" + fitting);
            shown = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    private void clear() {
        if (shown) {
            err.print("\r\033[K");
            err.flush();
            shown = false;
        }
    }
}
