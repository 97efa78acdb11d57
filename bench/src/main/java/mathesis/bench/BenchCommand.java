package mathesis.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `mathesis bench`: alone it only names its benchmarks.
@Command(
        name = "bench",
        description =
                "Measure how fast this machine runs Mathesis, what share of its limits that is, how right it grades and how well it mines a corpus.",
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {EngineCommand.class, GradeBenchCommand.class, CorpusBenchCommand.class})
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a benchmark: " + String.join(", ", spec.subcommands().keySet()));
    }
}
