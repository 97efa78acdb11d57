package mathesis.corpus.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ManifestTest {
    @TempDir
    private Path folder;

    private Manifest manifest;

    @BeforeEach
    void writeCorpus() throws IOException {
        var shards =
                List.of(shard("00000.jsonl.zst", 0, 15), shard("00001.jsonl.zst", 15, 40), shard("0.parquet", 0, 40));
        manifest = Manifest.of(
                Map.of("mathesis.mining.seed.pages", "500", "mathesis.mining.rounds", "4"),
                "ab".repeat(32),
                0.25,
                shards,
                Map.of(
                        "b.warc.gz", new Funnel(25, Map.of(DropReason.STATUS, 3L)),
                        "a.warc.gz", new Funnel(15, Map.of(DropReason.STATUS, 1L, DropReason.LANGUAGE, 2L))));
        manifest.write(folder);
    }

    @Test
    void a_manifest_comes_back_as_it_was() throws IOException {
        assertEquals(manifest, Manifest.read(folder));
        assertEquals(new Funnel(40, Map.of(DropReason.STATUS, 4L, DropReason.LANGUAGE, 2L)), manifest.total());
    }

    @Test
    void the_same_manifest_makes_the_same_bytes() throws IOException {
        var first = Files.readAllBytes(folder.resolve(Manifest.FILE_NAME));
        Manifest.read(folder).write(folder);
        assertArrayEquals(first, Files.readAllBytes(folder.resolve(Manifest.FILE_NAME)));
    }

    @Test
    void a_corpus_that_is_what_its_manifest_says_has_no_differences() throws IOException {
        var read = new ArrayList<String>();
        assertEquals(List.of(), Verification.of(folder, manifest, shard -> read.add(shard.file())));
        assertEquals(List.of("00000.jsonl.zst", "00001.jsonl.zst", "0.parquet"), read);
    }

    @Test
    void a_damaged_shard_is_named_with_what_differs() throws IOException {
        var file = folder.resolve("0.parquet");
        var bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
        var differences = differences();
        assertEquals(2, differences.size(), differences.toString());
        assertTrue(differences.getFirst().startsWith("0.parquet has the SHA-256 "), differences.toString());
        assertTrue(differences.getLast().startsWith("0.parquet cannot be read to its end: "), differences.toString());
    }

    @Test
    void another_shard_of_the_same_name_is_named_with_what_differs() throws IOException {
        shard("00000.jsonl.zst", 0, 14);
        var differences = differences();
        assertEquals(4, differences.size(), differences.toString());
        assertEquals("00000.jsonl.zst has 14 documents, the manifest says 15", differences.get(2));
        assertEquals("00000.jsonl.zst has 637 tokens, the manifest says 735", differences.get(3)); // 7 (0 + .. + 13)
    }

    @Test
    void missing_and_strange_shards_are_named() throws IOException {
        Files.delete(folder.resolve("00001.jsonl.zst"));
        shard("00002.jsonl.zst", 0, 1);
        assertEquals(
                List.of("00001.jsonl.zst is missing", "00002.jsonl.zst is no shard of the manifest"), differences());
    }

    @Test
    void counts_that_do_not_add_up_are_named() throws IOException {
        manifest = new Manifest(
                Manifest.FORMAT,
                manifest.settings(),
                manifest.classifierSha256(),
                manifest.cutScore(),
                manifest.shards(),
                manifest.archives(),
                manifest.total().thenDropped(DropReason.BUDGET, 1));
        assertEquals(
                List.of(
                        "manifest.json has a total that is not the sum of its archives",
                        "manifest.json counts 39 documents kept, its .jsonl.zst shards hold 40",
                        "manifest.json counts 39 documents kept, its .parquet shards hold 40"),
                differences());
    }

    @Test
    void a_shard_outside_the_folder_is_not_read() throws IOException {
        var outside = new CorpusShard("../x.parquet", CorpusShard.Format.PARQUET, 0, 0, 0, "0".repeat(64));
        manifest = Manifest.of(Map.of(), "", 0, List.of(outside), Map.of());
        assertTrue(
                differences().getFirst().startsWith("../x.parquet lies outside"),
                differences().toString());
    }

    @Test
    void what_is_no_manifest_gives_an_error_that_names_the_file() throws IOException {
        var file = folder.resolve(Manifest.FILE_NAME);
        Files.writeString(file, Files.readString(file).replace("mathesis-corpus/1", "mathesis-corpus/9"));
        assertRefused("its format is 'mathesis-corpus/9'");
        Files.writeString(file, "{");
        assertRefused("is damaged");
        Files.writeString(file, "[1]");
        assertRefused("is damaged");
        Files.delete(file);
        assertRefused("is missing");
    }

    private void assertRefused(String expected) {
        var refused = assertThrows(IOException.class, () -> Manifest.read(folder));
        assertTrue(refused.getMessage().contains(Manifest.FILE_NAME), refused.getMessage());
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private List<String> differences() throws IOException {
        return Verification.of(folder, manifest, _ -> {}).stream()
                .map(difference -> difference.file() + " " + difference.what())
                .toList();
    }

    private CorpusShard shard(String name, int from, int to) throws IOException {
        try (var writer = ShardWriter.create(folder.resolve(name))) {
            for (int i = from; i < to; i++) {
                writer.add(ShardFilesTest.document(i, "text " + i));
            }
            return writer.commit();
        }
    }
}
