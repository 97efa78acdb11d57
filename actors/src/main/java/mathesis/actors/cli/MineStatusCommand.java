package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mathesis.actors.mining.MiningState;
import mathesis.actors.mining.MiningStatus;
import mathesis.actors.mining.MiningTasks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis mine status`: how a run stands, from its folder alone.
@Command(
        name = "status",
        description =
                "Show how a mining run stands, whether it is going on, was stopped or is over: from its journal and"
                        + " its files, without asking any node.")
final class MineStatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", converter = PathConverters.ExistingFolder.class, description = "Folder of the run.")
    private Path folder;

    @Option(names = "--json", description = "One JSON object for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var status = MiningStatus.read(folder);
        if (json) {
            out.println(MineStatusJson.of(status));
        } else {
            print(out, status);
        }
        out.flush();
        return CommandLines.DONE;
    }

    private void print(PrintWriter out, MiningStatus status) {
        new MineReport(status, folder).lines().forEach(out::println);
        steps(status).forEach(out::println);
        if (status.running()) {
            status.live().ifPresent(live -> doing(out, live));
        }
    }

    /// The steps of the last round.
    private static List<String> steps(MiningStatus status) {
        if (status.rounds().isEmpty()) {
            return List.of();
        }
        var round = status.rounds().getLast();
        var table = TextTable.ofWords();
        for (var step : round.steps()) {
            table.row(
                    "  " + MiningTasks.name(step.step()),
                    String.format(Locale.ROOT, "%,d of %,d", step.done(), step.parts()),
                    String.format(Locale.ROOT, "%,.1f s of work", step.seconds()),
                    figures(step.figures()));
        }
        var lines = new ArrayList<>(List.of("", "Steps of round " + round.number() + ":"));
        lines.addAll(table.lines());
        return lines;
    }

    private static String figures(Map<String, Double> figures) {
        return new TreeMap<>(figures)
                .entrySet().stream()
                        .map(figure -> figure.getKey() + " " + number(figure.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.4f", value);
    }

    private static void doing(PrintWriter out, MiningState live) {
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "%.0f s ago, led by %s: %s",
                (System.currentTimeMillis() - live.atMillis()) / 1e3,
                live.leader(),
                MineProgress.line(live)));
        new TreeMap<>(live.workersOfNodes())
                .forEach((node, workers) -> out.println("  node " + node + ", " + workers + " workers"));
        for (var task : live.doing()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %s on %s, %.0f %%: %s",
                    MiningTasks.name(task.task()),
                    task.node().isEmpty() ? "its way" : task.node(),
                    100 * task.share(),
                    task.what()));
        }
    }
}
