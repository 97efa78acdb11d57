package mathesis.actors.cli;

import java.util.Locale;
import mathesis.actors.mining.MiningState;
import mathesis.actors.mining.MiningTasks;
import mathesis.corpus.rounds.MiningTask.Parts;

/// How far a step is, in a line.
final class MineProgress {
    private static final double MEGABYTE = 1e6;

    private MineProgress() {}

    /// For example `round 1, mine: 5 of 12 archives, 47 %, 2,310 pages/s, 84 MB/s, 3:20 left, 2 nodes`.
    static String line(MiningState state) {
        var line = new StringBuilder(String.format(
                Locale.ROOT,
                "round %d, %s: %,d of %,d %s, %.0f %%",
                state.round(),
                MiningTasks.name(state.step()),
                state.done(),
                state.parts(),
                parts(state.step().parts()),
                100 * state.share()));
        rate(line, state, "pages", 1, " pages/s");
        rate(line, state, "html-bytes", MEGABYTE, " MB/s");
        if (state.secondsLeft() >= 0) {
            line.append(", ").append(time(state.secondsLeft())).append(" left");
        }
        int nodes = state.workersOfNodes().size();
        return line.append(", ")
                .append(nodes)
                .append(nodes == 1 ? " node" : " nodes")
                .toString();
    }

    static String parts(Parts parts) {
        return switch (parts) {
            case ONE -> "parts";
            case ARCHIVES -> "archives";
            case RANGES -> "hash ranges";
            case SHARDS -> "shards";
        };
    }

    private static void rate(StringBuilder line, MiningState state, String name, double unit, String what) {
        var rate = state.perSecond().get(name);
        if (rate != null) {
            line.append(String.format(Locale.ROOT, ", %,.0f", rate / unit)).append(what);
        }
    }

    /// Hours, minutes and seconds as people read them.
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
