package mathesis.actors.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `mathesis warc`: web archives; alone it only helps.
@Command(
        name = "warc",
        description = {
            "Look into web archives (WARC, WET, ARC; plain, gzip or zstd) and make them.",
            "list shows the records, check counts them with all damage, pack makes archives of folders of pages."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {WarcListCommand.class, WarcCheckCommand.class, WarcPackCommand.class})
final class WarcCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
