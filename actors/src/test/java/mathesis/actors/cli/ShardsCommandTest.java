package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.Document;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import mathesis.corpus.Page;
import mathesis.corpus.shard.Manifest;
import mathesis.corpus.shard.ShardWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShardsCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeCorpus() throws IOException {
        Manifest.of(
                        Map.of("mathesis.mining.rounds", "4"),
                        "ab".repeat(32),
                        0.25,
                        List.of(write("0.jsonl.zst"), write("0.parquet")),
                        Map.of("a.warc.gz", new Funnel(3, Map.of(DropReason.FIRST_PASS_SCORE, 1200L))))
                .write(folder);
    }

    @Test
    void a_corpus_shows_its_shards_its_funnel_and_its_settings() {
        var out = CommandRun.of("shards", "inspect", folder).assertDone().out();
        assertTrue(out.contains("0.parquet            3       6"), out);
        assertTrue(out.contains("dropped: first pass score  1,200"), out);
        assertTrue(out.contains("mathesis.mining.rounds = 4"), out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.jsonl.zst", "0.parquet"})
    void a_shard_shows_its_counts_and_first_documents(String name) {
        var out = CommandRun.of("shards", "inspect", folder.resolve(name), "--documents", 1)
                .assertDone()
                .out();
        assertEquals("""
                0.3000  en  1 tokens  https://a.example/1
                  Page 1
                3 documents, 6 tokens, 18 characters; scores 0.6000 on average, 0.3000 at least
                languages: en 2, de 1
                """, out.replace(System.lineSeparator(), "\n"));
    }

    @Test
    void a_whole_corpus_is_verified_and_a_damaged_one_named() throws IOException {
        var whole = CommandRun.of("shards", "verify", folder).assertDone();
        assertTrue(whole.out().contains("2 shards, 3 documents, as the manifest says"), whole.out());
        Files.delete(folder.resolve("0.parquet"));
        var damaged = CommandRun.of("shards", "verify", folder);
        damaged.assertFailed("differs from its manifest in 1 respects");
        assertTrue(damaged.out().contains("0.parquet is missing"), damaged.out());
    }

    @Test
    void shards_become_plain_lines() throws IOException {
        var output = folder.resolve("all.jsonl");
        CommandRun.of(
                        "shards",
                        "to-jsonl",
                        folder.resolve("0.jsonl.zst"),
                        folder.resolve("0.parquet"),
                        "--output",
                        output)
                .assertDone();
        var lines = Files.readAllLines(output);
        assertEquals(6, lines.size());
        assertEquals(
                "{\"url\":\"https://a.example/1\",\"title\":\"Page 1\",\"text\":\"text 1\",\"score\":0.3,\"lang\":\"en\","
                        + "\"tokens\":1,\"warc\":\"a.warc.gz\",\"offset\":100,\"record\":1}",
                lines.getFirst());
        assertEquals(lines.subList(0, 3), lines.subList(3, 6));
    }

    @Test
    void what_is_no_corpus_is_refused() throws IOException {
        CommandRun.of("shards").assertWrongUsage("name a command: inspect, verify, to-jsonl");
        CommandRun.of("shards", "inspect", folder.resolve("x")).assertWrongUsage("does not exist");
        CommandRun.of("shards", "inspect", folder.resolve(Manifest.FILE_NAME)).assertWrongUsage("no shard by its name");
        Files.delete(folder.resolve(Manifest.FILE_NAME));
        CommandRun.of("shards", "verify", folder).assertFailed("manifest.json is missing");
    }

    private CorpusShard write(String name) throws IOException {
        try (var writer = ShardWriter.create(folder.resolve(name))) {
            for (int i = 1; i <= 3; i++) {
                writer.add(new Document(
                        "https://a.example/" + i,
                        "Page " + i,
                        "text " + i,
                        i * 0.3f,
                        i == 2 ? "de" : "en",
                        i,
                        new Page.Source("a.warc.gz", 100L * i, i)));
            }
            return writer.commit();
        }
    }
}
