package mathesis.actors.cli;

import java.io.PrintWriter;
import java.util.ServiceLoader;
import mathesis.actors.CommandSource;
import mathesis.actors.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Runs the program's commands and turns whatever goes wrong into an exit code and one clear message.
public final class CommandLines {
    /// The command did what it was asked.
    public static final int DONE = 0;
    /// It tried and failed.
    public static final int FAILED = 1;
    /// A flag, a value or a setting is wrong: nothing was tried.
    public static final int WRONG_USAGE = 2;

    private static final int SYNOPSIS_HEADING_LENGTH = "Usage: ".length();

    private CommandLines() {}

    /// Parses the arguments, runs the command that they name and returns the exit code.
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return commandLine(out, err).execute(args);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var commands = new CommandLine(new MathesisCommand());
        for (var source : ServiceLoader.load(CommandSource.class)) {
            source.commands().forEach(commands::addSubcommand);
        }
        commands.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(Terminal.WIDTH)
                .setParameterExceptionHandler((wrong, _) -> explain(wrong))
                .setExecutionExceptionHandler((failure, command, _) -> report(failure, command));
        commands.getSubcommands().values().forEach(CommandLines::layOut);
        return commands;
    }

    /// Flags in the order of their declaration, which is that of their weight.
    private static void layOut(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .descriptionHeading("%n")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nOptions:%n");
        command.getSubcommands().values().forEach(CommandLines::layOut);
    }

    /// Says what is wrong with the arguments and what the command takes.
    private static int explain(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        err.println("mathesis: " + message(wrong));
        err.print(command.getHelp().synopsisHeading() + command.getHelp().synopsis(SYNOPSIS_HEADING_LENGTH));
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return WRONG_USAGE;
    }

    private static String message(ParameterException wrong) {
        var commands = wrong.getCommandLine().getSubcommands().keySet();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !commands.isEmpty()) {
            return "no command is named '" + unmatched.getUnmatched().getFirst() + "'; there are "
                    + String.join(", ", commands);
        }
        return wrong.getMessage();
    }

    private static int report(Exception failure, CommandLine command) {
        if (failure instanceof WrongUsageException || failure instanceof SettingsException) {
            command.getErr().println("mathesis: " + failure.getMessage());
            return WRONG_USAGE;
        }
        command.getErr().println("mathesis: " + Failures.describe(failure));
        if (MathesisCommand.verbose(command)) {
            failure.printStackTrace(command.getErr());
        } else {
            command.getErr().println("Run again with --verbose to see where.");
        }
        return FAILED;
    }
}
