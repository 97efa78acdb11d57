package mathesis.corpus.decontaminate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BenchmarksTest {
    @TempDir
    private Path folder;

    @Test
    void fields_become_texts_in_their_order() throws IOException {
        var file = write("a.jsonl", """
                {"id":"x","question":"Q","answer":"9","solution":"S","options":["A","B"]}\r

                {"id":7,"question":["one","two"]}
                {"problem":"P"}""");
        assertEquals(
                List.of(
                        new BenchmarkText("a.jsonl", "x", "Q"),
                        new BenchmarkText("a.jsonl", "x", "S"),
                        new BenchmarkText("a.jsonl", "7", "one"),
                        new BenchmarkText("a.jsonl", "7", "two"),
                        new BenchmarkText("a.jsonl", "line 4", "P")),
                Benchmarks.read(List.of(file), Benchmarks.FIELDS).texts());
        assertEquals(
                List.of(new BenchmarkText("a.jsonl", "x", "A"), new BenchmarkText("a.jsonl", "x", "B")),
                Benchmarks.read(
                                List.of(write("a.jsonl", "{\"id\":\"x\",\"options\":[\"A\",\"B\"]}")),
                                List.of("options"))
                        .texts());
    }

    @Test
    void packed_files_are_unpacked() throws IOException {
        var file = folder.resolve("a.jsonl.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"prompt\":\"P\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(
                1, Benchmarks.read(List.of(file), Benchmarks.FIELDS).texts().size());
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        var e = assertThrows(IOException.class, () -> Benchmarks.read(List.of(file), Benchmarks.FIELDS));
        assertTrue(e.getMessage().contains("a.jsonl.gz"), e.getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":1,\"answer\":\"9\"}   | has none of the fields question, prompt, problem, solution",
                "{\"question\":{}}             | \"question\" is neither a string nor an array of strings",
                "{\"question\":[[]]}           | \"question\" holds something else than strings and numbers",
                "[1]                           | is no JSON object",
                "{\"question\":                | is no JSON: ",
            })
    void a_line_that_cannot_be_used_is_named(String line, String reason) throws IOException {
        var file = write("b.jsonl", "{\"question\":\"fine\"}\n" + line + "\n");
        var e = assertThrows(IOException.class, () -> Benchmarks.read(List.of(file), Benchmarks.FIELDS));
        assertTrue(e.getMessage().startsWith(file + " line 2 " + reason), e.getMessage());
    }

    @Test
    void a_line_has_a_bound() throws IOException {
        var file = write("c.jsonl", "x".repeat((1 << 24) + 1));
        var e = assertThrows(IOException.class, () -> Benchmarks.read(List.of(file), Benchmarks.FIELDS));
        assertEquals(file + " line 1 is longer than 16777216 bytes", e.getMessage());
    }

    @Test
    void the_shared_question_sets_can_all_be_read() throws IOException {
        var math = Path.of(System.getProperty("mathesis.home", ".")).resolve("../shared/data/math");
        assumeTrue(Files.isDirectory(math), "skipped: no folder " + math.normalize());
        try (var files = Files.list(math)) {
            var sets = files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .toList();
            var overlap = new NgramOverlap(Benchmarks.read(sets, Benchmarks.FIELDS), List.of());
            assertTrue(overlap.size() > 100_000, "n-grams: " + overlap.size());
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
