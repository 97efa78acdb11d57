package mathesis.actors.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `mathesis reward-model`: learned rewards; alone it only helps.
@Command(
        name = "reward-model",
        description = {
            "Make and use learned rewards: outcome models judge a solution, process models each of its steps.",
            "label samples solutions and finds out which steps lead to the answer; train learns from that; score judges."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RewardLabelCommand.class,
            RewardTrainCommand.class,
            RewardScoreCommand.class,
            PlantedMistakesCommand.class
        })
final class RewardModelCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
