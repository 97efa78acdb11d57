package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import mathesis.corpus.shard.Manifest;
import mathesis.corpus.shard.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis shards verify`: whether a corpus is what its manifest says.
@Command(
        name = "verify",
        description = {
            "Compare a corpus with its manifest: sizes, checksums and every document.",
            "Ends with code 1 and names what differs, if anything does."
        })
final class ShardsVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            converter = PathConverters.ExistingFolder.class,
            description = "The folder that holds manifest.json and the shards.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var manifest = Manifest.read(folder);
        var progress = Progress.of(
                spec.commandLine().getErr(),
                "verifying shards",
                manifest.shards().size());
        var differences = Verification.of(folder, manifest, _ -> progress.advance());
        progress.finish();
        if (differences.isEmpty()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s: %,d shards, %,d documents, as the manifest says",
                    folder,
                    manifest.shards().size(),
                    manifest.total().kept()));
            return CommandLines.DONE;
        }
        differences.forEach(difference -> out.println(difference.file() + " " + difference.what()));
        spec.commandLine()
                .getErr()
                .println("mathesis: " + folder + " differs from its manifest in " + differences.size()
                        + " respects; restore those files or mine again");
        return CommandLines.FAILED;
    }
}
