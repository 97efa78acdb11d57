package mathesis.actors.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mathesis.actors.mining.MiningStatus;
import mathesis.actors.mining.MiningTasks;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningPlan.Position;
import mathesis.corpus.rounds.MiningTask.Step;
import mathesis.corpus.rounds.RoundEnd;

/// How a mining run stands, for people: what it has come to, what each round found, and what to do next.
///
/// @param folder of the run, as the user named it
record MineReport(MiningStatus status, Path folder) {
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(where());
        lines.addAll(rounds());
        lines.addAll(warnings());
        lines.addAll(next());
        return lines;
    }

    private String where() {
        return switch (status.position()) {
            case Position.Finished(int rounds, RoundEnd end) ->
                format("The run is over after %d rounds: %s.", rounds, reason(end));
            case Position.Waiting(int round) -> format("The run waits for the annotations of round %d.", round);
            case Position.Working working ->
                format(
                        "%s: round %d, %s, %,d of %,d %s done.",
                        status.running() ? "The run is going on" : "The run was stopped",
                        working.round(),
                        MiningTasks.name(working.step()),
                        working.done(),
                        working.parts(),
                        MineProgress.parts(working.step().parts()));
        };
    }

    private static String reason(RoundEnd end) {
        return switch (end.next()) {
            case STOP_KNOWN ->
                format("%.1f %% of what the last one kept was known (mining.stop-when-known)", 100 * end.knownShare());
            case STOP_LAST -> "mining.max-rounds allows no more";
            case ROUND -> "another may follow";
        };
    }

    private List<String> rounds() {
        var table = TextTable.ofNumbers(
                "round", "pages read", "candidates", "documents", "tokens", "known before", "domains listed");
        for (var round : status.rounds()) {
            var end = round.end();
            table.row(
                    Integer.toString(round.number()),
                    count(status.figure(round.number(), Step.MINE, "pages")),
                    count(status.figure(round.number(), Step.MINE, "candidates")),
                    end.map(e -> count(e.documents())).orElse("-"),
                    end.map(e -> count(e.tokens())).orElse("-"),
                    end.map(e -> format("%.1f %%", 100 * e.knownShare())).orElse("-"),
                    end.map(e -> count(e.listed())).orElse("-"));
        }
        var lines = new ArrayList<String>();
        if (!status.rounds().isEmpty()) {
            lines.add("");
            lines.addAll(table.lines());
        }
        return lines;
    }

    /// What is wrong with the classifiers: one that has learned nothing ranks by chance.
    private List<String> warnings() {
        var lines = new ArrayList<String>();
        for (var round : status.rounds()) {
            round.classifier()
                    .filter(classifier -> !classifier.warning().isEmpty())
                    .ifPresent(classifier ->
                            lines.add("Warning, classifier of round " + round.number() + ": " + classifier.warning()));
        }
        return lines;
    }

    private List<String> next() {
        return switch (status.position()) {
            case Position.Finished finished -> corpus(finished.rounds());
            case Position.Waiting(int round) -> annotate(round);
            case Position.Working _ ->
                status.running() ? List.of() : List.of("", "To go on: ./mathesis mine --resume " + folder);
        };
    }

    private List<String> corpus(int round) {
        var files = new MiningFolder(folder).round(round);
        return List.of(
                "",
                "In " + files.root() + ":",
                "  " + files.root().relativize(files.shards()) + "/                the corpus",
                "  " + files.root().relativize(files.manifest()) + "   its files with their checksums",
                "  " + files.root().relativize(files.funnel())
                        + "             pages by reason, by archive and in total",
                "  " + files.root().relativize(files.domains()) + "            math-related domains");
    }

    private List<String> annotate(int round) {
        var files = new MiningFolder(folder).round(round);
        return List.of(
                "",
                "To go on:",
                "  1. say in " + files.domains() + " which URL paths of the listed domains are mathematics",
                "  2. ./mathesis mine annotate " + folder + "   # checks it; --help has other ways",
                "  3. ./mathesis mine --resume " + folder);
    }

    private static String count(double value) {
        return format("%,.0f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
