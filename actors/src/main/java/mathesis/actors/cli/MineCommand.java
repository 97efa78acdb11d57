package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mathesis.actors.Settings;
import mathesis.actors.mining.MiningRun;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis mine`: a mathematics corpus from web archives, in rounds, on one node or many.
@Command(
        name = "mine",
        description = {
            "Mine a mathematics corpus from web archives: a classifier is trained on a seed, scores every page, the best"
                    + " are kept, deduplicated and decontaminated; the domains found grow the seed for the next round.",
            "The settings mining.archives and mining.seed.documents say what is mined and what the first classifier"
                    + " learns from. Every setting, its default and its allowed values:"
                    + " cluster-conf/src/main/resources/mathesis.conf, block mining.",
            "A run that was stopped or killed goes on with --resume and comes to the same corpus. More nodes that see the"
                    + " run folder take part with --join; when the node that leads is killed, another takes over."
        },
        subcommands = {MineStatusCommand.class, MineAnnotateCommand.class})
final class MineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Origin origin = new Origin();

    private static final class Origin {
        @Option(
                names = "--config",
                paramLabel = "FILE",
                converter = PathConverters.ExistingFile.class,
                description = "Settings of a new run, for example cluster-conf/run/mining-small.conf.")
        private Optional<Path> config = Optional.empty();

        @Option(
                names = "--resume",
                paramLabel = "DIR",
                converter = PathConverters.ExistingFolder.class,
                description = "Go on with the run in this folder, from its journal, and lead it.")
        private Optional<Path> resume = Optional.empty();

        @Option(
                names = "--join",
                paramLabel = "DIR",
                converter = PathConverters.ExistingFolder.class,
                description = "Take part in the run in this folder until it is over, as one more node.")
        private Optional<Path> join = Optional.empty();
    }

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one setting, for example --set mining.token-budget=1000000; may be given again and"
                    + " again. With --join settings of this node, for example cluster.host or miners.threads.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Folder of a new run, as --set run.dir=DIR.")
    private Optional<Path> runDir = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var session =
                new MineSession(spec.commandLine().getOut(), spec.commandLine().getErr());
        if (origin.config.isEmpty() && runDir.isPresent()) {
            throw new WrongUsageException("--run-dir is for new runs, which --config begins");
        }
        if (origin.config.isPresent()) {
            begin(session);
        } else if (origin.resume.isPresent()) {
            var folder = origin.resume.get();
            session.lead(folder, run -> run.resume(folder, overrides));
        } else if (origin.join.isPresent()) {
            var folder = origin.join.get();
            session.takePart(folder, run -> run.join(folder, overrides));
        } else {
            throw new WrongUsageException(
                    "name what to mine: --config FILE for a new run, --resume DIR to go on with one,"
                            + " --join DIR to take part in one; or a command: "
                            + String.join(", ", spec.subcommands().keySet()));
        }
        return CommandLines.DONE;
    }

    private void begin(MineSession session) throws IOException {
        var settings = Settings.load(origin.config, overrides);
        var folder = runDir.orElse(Path.of(settings.run().dir()));
        session.lead(folder, (MiningRun run) -> run.start(settings, folder));
    }
}
