package mathesis.corpus.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import mathesis.corpus.Document;
import mathesis.corpus.Page;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that others wrote, or that were made to do harm.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForeignShardsTest {
    private static final String ROW =
            "{\"url\":\"u\",\"title\":\"t\",\"text\":\"x\",\"score\":0.5,\"lang\":\"en\",\"tokens\":3,\"warc\":\"w\","
                    + "\"offset\":9,\"record\":1}";

    @TempDir
    private Path folder;

    /// The file was written by DuckDB 1.4.2: seven rows, columns optional, zstd.
    @Test
    void parquet_of_another_program_is_read() throws Exception {
        var file = Path.of(ForeignShardsTest.class.getResource("duckdb.parquet").toURI());
        try (var reader = ShardReader.open(file)) {
            for (int i = 0; i < 7; i++) {
                assertEquals(
                        new Document(
                                "https://b.example/" + i,
                                "Title",
                                "words \\(x^" + i + "\\) é",
                                (float) (i / 7.0),
                                "en",
                                3 * i,
                                new Page.Source("a.warc.gz", 8589934592L + i, i)),
                        reader.next().orElseThrow());
            }
            assertTrue(reader.next().isEmpty());
        }
    }

    @Test
    void mutated_parquet_is_read_or_refused_but_does_no_harm() throws Exception {
        var whole = Files.readAllBytes(
                Path.of(ForeignShardsTest.class.getResource("duckdb.parquet").toURI()));
        var file = folder.resolve("a.parquet");
        var random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            var mutated = whole.clone();
            for (int k = 0; k < 1 + i % 5; k++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, mutated);
            try {
                all(file, ShardLimits.DEFAULT);
            } catch (IOException e) {
                refused++;
            }
        }
        assertTrue(refused > 100, refused + " of 500 refused");
    }

    @Test
    void json_lines_in_several_frames_with_blank_lines_and_unknown_fields_are_read() throws IOException {
        var more = ROW.replace("{\"url\"", "{\"extra\":[{}],\"url\"");
        var file = file((ROW + "\r\n\n").getBytes(StandardCharsets.UTF_8), more.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, all(file, ShardLimits.DEFAULT));
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"score\":0.5 | \"score\":\"0.5\" | line 2 needs a number \"score\"",
                "\"score\":0.5 | \"score\":1.5 | line 2 score of u is 1.5",
                "\"tokens\":3 | \"tokens\":3e9 | line 2 needs a whole number below 2^31 \"tokens\"",
                "\"tokens\":3 | \"tokens\":-3 | line 2 tokens of u is -3",
                "\"text\" | \"texts\" | line 2 needs a string \"text\"",
                "\"offset\":9 | \"offset\":null | line 2 needs a whole number \"offset\"",
                "\"url\":\"u\" | \"url\":\"u\"\" | line 2 is no JSON"
            })
    void a_wrong_row_gives_an_error_with_its_line_and_field(String right, String wrong, String expected)
            throws IOException {
        var file = file((ROW + "\n" + ROW.replace(right, wrong) + "\n").getBytes(StandardCharsets.UTF_8));
        var refused = assertThrows(IOException.class, () -> all(file, ShardLimits.DEFAULT));
        assertTrue(refused.getMessage().startsWith(file + " " + expected), refused.getMessage());
    }

    @Test
    void a_line_longer_than_the_limit_is_refused() throws IOException {
        var file = file((ROW + "\n" + ROW.replace("\"x\"", "\"" + "x".repeat(200_000) + "\"") + "\n")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(2, all(file, ShardLimits.DEFAULT));
        var refused = assertThrows(IOException.class, () -> all(file, new ShardLimits(100_000, 1000)));
        assertTrue(refused.getMessage().contains("line 2 is longer than 100000 bytes"), refused.getMessage());
    }

    @Test
    void a_file_that_inflates_beyond_the_ratio_is_refused() throws IOException {
        var megabytes = new byte[80 << 20];
        java.util.Arrays.fill(megabytes, (byte) '\n');
        var file = file(megabytes);
        assertTrue(Files.size(file) < 80_000, "80 MiB in " + Files.size(file) + " bytes");
        var refused = assertThrows(IOException.class, () -> all(file, ShardLimits.DEFAULT));
        assertTrue(refused.getMessage().contains("inflates to more than 1000 times its size"), refused.getMessage());
    }

    private Path file(byte[]... frames) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        for (var frame : frames) {
            out.writeBytes(Zstd.compress(frame));
        }
        return Files.write(folder.resolve("a.jsonl.zst"), out.toByteArray());
    }

    private static int all(Path file, ShardLimits limits) throws IOException {
        int documents = 0;
        try (var reader = ShardReader.open(file, limits)) {
            while (reader.next().isPresent()) {
                documents++;
            }
        }
        return documents;
    }
}
