package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mathesis.actors.Settings;
import mathesis.actors.rl.RlRun;
import mathesis.rollout.Problem;
import mathesis.rollout.problems.ProblemSet;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis rl`: GRPO on a model and a question file of one's own.
@Command(
        name = "rl",
        description = {
            "Sharpen a model on a question file with GRPO.",
            "The settings model, problems.train and problems.held-out say what to train, on what, and what to measure"
                    + " with. Every setting, its default and its allowed values:"
                    + " cluster-conf/src/main/resources/mathesis.conf."
        })
final class RlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Origin origin;

    private static final class Origin {
        @Option(
                names = "--config",
                paramLabel = "FILE",
                converter = PathConverters.ExistingFile.class,
                description = "Settings of a new run, for example cluster-conf/run/paper-7b.conf.")
        private Path config;

        @Option(
                names = "--resume",
                paramLabel = "DIR",
                converter = PathConverters.ExistingFolder.class,
                description = "Go on with the run in this folder, from its newest checkpoint and its journal.")
        private Path resume;
    }

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one setting, for example --set grpo.group-size=16; may be given again and again.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Folder of a new run, as --set run.dir=DIR.")
    private Optional<Path> runDir;

    @Override
    public Integer call() throws IOException {
        var session =
                new RunSession(spec.commandLine().getOut(), spec.commandLine().getErr());
        if (origin.resume != null) {
            if (runDir.isPresent()) {
                throw new WrongUsageException("--run-dir is for new runs; --resume names the folder already");
            }
            session.run(origin.resume, listener -> RlRun.resume(origin.resume, overrides, listener));
            return CommandLines.DONE;
        }
        var settings = Settings.load(Optional.of(origin.config), overrides);
        var folder = runDir.orElse(Path.of(settings.run().dir()));
        RunSession.requireNew(folder, runDir.isPresent() ? "--run-dir" : "run.dir");
        var start = new RlRun.Start(
                settings,
                modelFolder(settings),
                problems(settings, "problems.train", settings.problems().train(), true),
                problems(settings, "problems.held-out", settings.problems().heldOut(), false),
                folder);
        session.run(folder, listener -> RlRun.start(start, listener));
        return CommandLines.DONE;
    }

    private static Path modelFolder(Settings settings) {
        if (settings.model().isBlank() || !Files.isDirectory(Path.of(settings.model()))) {
            throw new WrongUsageException("mathesis.model is '" + settings.model()
                    + "'; it must name a Hugging Face model folder (--set model=DIR)");
        }
        return Path.of(settings.model());
    }

    private List<Problem> problems(Settings settings, String setting, String file, boolean needed) throws IOException {
        if (file.isBlank() && !needed) {
            return List.of();
        }
        if (file.isBlank() || !Files.isRegularFile(Path.of(file))) {
            throw new WrongUsageException("mathesis." + setting + " is '" + file
                    + "'; it must name a JSONL file of {\"question\",\"answer\"} (--set " + setting + "=FILE)");
        }
        var set = ProblemSet.read(Path.of(file), settings.problems().defectPolicy());
        var err = spec.commandLine().getErr();
        set.defects()
                .forEach(
                        defect -> err.println("mathesis: " + file + " line " + defect.line() + ": " + defect.reason()));
        return set.problems();
    }
}
