package mathesis.actors.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `mathesis classifier`: text classifiers in the format of fastText; alone it only helps.
@Command(
        name = "classifier",
        description = {
            "Train text classifiers and use them; models are files of fastText (.bin, .ftz) in both directions.",
            "train learns from labelled lines, predict labels lines, test says how well, quantize makes a model small,"
                    + " args shows how it was made."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ClassifierTrainCommand.class,
            ClassifierPredictCommand.class,
            ClassifierTestCommand.class,
            ClassifierQuantizeCommand.class,
            ClassifierArgsCommand.class
        })
final class ClassifierCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
