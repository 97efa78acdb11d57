package mathesis.actors.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root of the command line; alone it only helps.
@Command(
        name = "mathesis",
        description = "DeepSeekMath as a system: samples, grades and trains language models on mathematics.",
        versionProvider = ProgramVersion.class,
        descriptionHeading = "%n",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Start with 'mathesis quickstart'; 'mathesis COMMAND --help' explains a command."},
        subcommands = {
            QuickstartCommand.class,
            RlCommand.class,
            MineCommand.class,
            GenerateCommand.class,
            ScoreCommand.class,
            TokenizeCommand.class,
            EvaluateCommand.class,
            GradeCommand.class,
            ExtractCommand.class,
            RunPythonCommand.class,
            RewardModelCommand.class,
            ExtractTextCommand.class,
            DedupCommand.class,
            DecontaminateCommand.class,
            ShardsCommand.class,
            WarcCommand.class,
            ClassifierCommand.class,
            QuickstartModelCommand.class,
            DoctorCommand.class
        })
final class MathesisCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Log more; show where a failure happened.")
    private boolean verbose;

    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show version and Java, and exit.")
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: " + commands());
    }

    private String commands() {
        return String.join(", ", spec.subcommands().keySet());
    }

    /// Whether `--verbose` was given, before or after the command's name.
    static boolean verbose(CommandLine command) {
        var root = command.getCommandSpec().root().userObject();
        return root instanceof MathesisCommand mathesis && mathesis.verbose;
    }
}
