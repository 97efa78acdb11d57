package mathesis.actors.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mathesis.corpus.shard.DocumentJson;
import mathesis.corpus.shard.ShardReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis shards to-jsonl`: documents as plain lines.
@Command(
        name = "to-jsonl",
        description = {
            "Write the documents of shards as plain lines of JSON.",
            "A line has \"url\", \"title\", \"text\", \"score\", \"lang\", \"tokens\", \"warc\", \"offset\", \"record\"."
        })
final class ShardsToJsonlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SHARD",
            arity = "1..*",
            converter = PathConverters.ExistingFile.class,
            description = "Files that end in .jsonl.zst or .parquet.")
    private List<Path> shards;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "Y.jsonl",
            converter = PathConverters.NewFile.class,
            description = "Written in the order of the shards, overwritten if it exists.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        var progress = Progress.of(spec.commandLine().getErr(), "documents");
        long documents = 0;
        try (var out = new BufferedOutputStream(Files.newOutputStream(output))) {
            for (var shard : shards) {
                documents += copy(shard, out, progress);
            }
        } finally {
            progress.finish();
        }
        spec.commandLine().getOut().println(String.format(Locale.ROOT, "%,d documents in %s", documents, output));
        return CommandLines.DONE;
    }

    private static long copy(Path shard, OutputStream out, Progress progress) throws IOException {
        long documents = 0;
        try (var reader = ShardReader.open(shard)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                DocumentJson.write(out, next.get());
                progress.advance();
                documents++;
            }
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
        return documents;
    }
}
