package mathesis.actors.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `mathesis shards`: looks at a finished corpus; alone it only helps.
@Command(
        name = "shards",
        description = {
            "Look at the files of a mined corpus.",
            "inspect says what they hold, verify compares them with their manifest, to-jsonl makes plain lines of them."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ShardsInspectCommand.class, ShardsVerifyCommand.class, ShardsToJsonlCommand.class})
final class ShardsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
