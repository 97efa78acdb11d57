package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import mathesis.corpus.Document;
import mathesis.corpus.shard.Manifest;
import mathesis.corpus.shard.ShardReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis shards inspect`: what a corpus or one of its files holds.
@Command(
        name = "inspect",
        description = {
            "Say what a corpus holds, by its manifest, or one shard, by reading it.",
            "A corpus: its shards, what became of the pages, its settings. A shard: counts, languages, first documents."
        })
final class ShardsInspectCommand implements Callable<Integer> {
    private static final int MOST_DOCUMENTS = 1000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER|SHARD",
            description = "A folder with manifest.json, or a .jsonl.zst or .parquet file.")
    private Path path;

    @Option(
            names = "--documents",
            paramLabel = "N",
            defaultValue = "3",
            description = "First documents of a shard to show. Default: ${DEFAULT-VALUE}.")
    private int documents;

    @Override
    public Integer call() throws IOException {
        if (documents < 0 || documents > MOST_DOCUMENTS) {
            throw new WrongUsageException("--documents is " + documents + "; must lie in [0, " + MOST_DOCUMENTS + "]");
        }
        var out = spec.commandLine().getOut();
        if (Files.isDirectory(path)) {
            corpus(out, Manifest.read(path));
        } else if (Files.isRegularFile(path)) {
            shard(out);
        } else {
            throw new WrongUsageException(path + " does not exist; name a corpus's folder or one of its shards");
        }
        return CommandLines.DONE;
    }

    private static void corpus(PrintWriter out, Manifest manifest) {
        var shards = TextTable.ofNumbers("shard", "documents", "tokens", "MB");
        manifest.shards()
                .forEach(shard -> shards.row(
                        shard.file(), number(shard.documents()), number(shard.tokens()), megabytes(shard.bytes())));
        shards.lines().forEach(out::println);
        out.println();
        var funnel = TextTable.ofNumbers(number(manifest.archives().size()) + " archives", "pages");
        funnel.row("records read", number(manifest.total().read()));
        manifest.total()
                .dropped()
                .forEach((reason, count) -> funnel.row(
                        "  dropped: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '), number(count)));
        funnel.row("kept", number(manifest.total().kept()));
        funnel.lines().forEach(out::println);
        out.println();
        out.println(String.format(
                Locale.ROOT, "cut at score %.4f; classifier %s", manifest.cutScore(), manifest.classifierSha256()));
        manifest.settings().forEach((name, value) -> out.println(name + " = " + value));
    }

    private void shard(PrintWriter out) throws IOException {
        var counts = new ShardCounts();
        try (var reader = ShardReader.open(path)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                if (counts.documents() < documents) {
                    show(out, next.get());
                }
                counts.add(next.get());
            }
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
        counts.lines().forEach(out::println);
    }

    private static void show(PrintWriter out, Document document) {
        out.println(String.format(
                Locale.ROOT,
                "%.4f  %s  %,d tokens  %s%n  %s",
                document.score(),
                document.language(),
                document.tokens(),
                document.url(),
                document.title()));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / 1e6);
    }
}
