package mathesis.rollout.problems;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import mathesis.rollout.Problem;
import mathesis.rollout.problems.DefectPolicy.SkipAndCount;
import mathesis.rollout.problems.DefectPolicy.Stop;
import mathesis.rollout.problems.ProblemSet.Defect;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemSetTest {
    private static final String GOOD = "{\"question\": \"1+1?\", \"answer\": \"2\"}";

    @TempDir
    Path folder;

    @Test
    void reads_ids_questions_and_answers_and_ignores_other_fields() throws IOException {
        var file = write("sums.jsonl", """
                {"id": "a", "question": "1+1?", "answer": "2", "solution": {"steps": ["1+1"]}}
                {"answer": 12.50, "question": "25/2?", "options": [NaN, null]}
                {"question": "GSM?", "answer": "half of 8 is 4\\n#### 4", "id": 17}
                """);
        assertEquals(
                List.of(
                        new Problem("a", "1+1?", "2"),
                        new Problem("sums-2", "25/2?", "12.50"),
                        new Problem("17", "GSM?", "half of 8 is 4\n#### 4")),
                ProblemSet.read(file, new Stop()).problems());
    }

    @Test
    void a_gzipped_file_reads_like_a_plain_one_whatever_its_name() throws IOException {
        for (var name : List.of("sums.jsonl.gz", "sums")) {
            var file = folder.resolve(name);
            Files.write(file, gzip(GOOD + "\r\n" + GOOD));
            assertEquals(
                    List.of(new Problem("sums-1", "1+1?", "2"), new Problem("sums-2", "1+1?", "2")),
                    ProblemSet.read(file, new Stop()).problems());
        }
    }

    @Test
    void a_byte_order_mark_is_skipped() throws IOException {
        assertEquals(
                1,
                ProblemSet.read(write("bom.jsonl", "\uFEFF" + GOOD), new Stop())
                        .problems()
                        .size());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                        | empty line",
                "{\"question\": \"q\", \"answer\": \"1\"   | not JSON",
                "[1, 2]                                    | not a JSON object",
                "{\"question\": \"q\"}                     | no \"answer\"",
                "{\"question\": \"q\", \"answer\": null}   | \"answer\" is neither text nor a number",
                "{\"question\": \"q\", \"answer\": NaN}    | \"answer\" is neither text nor a number",
                "{\"question\": \"q\", \"answer\": [1]}    | \"answer\" is neither text nor a number",
                "{\"question\": \" \", \"answer\": \"1\"}  | \"question\" is empty",
                "{\"question\": \"q\", \"answer\": 1} more | not JSON",
                "{\"question\": \"q\", \"answer\": 1} {}   | text after the JSON object",
                "{\"id\": \"a\", \"question\": \"q\", \"answer\": 1} | id \"a\" is already that of line 1",
            })
    void a_bad_line_is_named_with_its_reason(String bad, String reason) throws IOException {
        var file = write("bad.jsonl", GOOD.replace("{", "{\"id\": \"a\", ") + "\n" + bad + "\n" + GOOD);
        var set = ProblemSet.read(file, new SkipAndCount(1));
        assertEquals(2, set.problems().size());
        assertEquals("bad-3", set.problems().getLast().id());
        assertEquals(2, set.defects().getFirst().line());
        assertTrue(set.defects().getFirst().reason().startsWith(reason), set.toString());

        var stopped = assertThrows(IOException.class, () -> ProblemSet.read(file, new Stop()));
        assertTrue(stopped.getMessage().startsWith(file + ": line 2: " + reason), stopped.getMessage());
    }

    @Test
    void one_defect_over_the_limit_stops_the_reading() throws IOException {
        var file = write("bad.jsonl", "x\n" + GOOD + "\nx\nx\n");
        assertEquals(3, ProblemSet.read(file, new SkipAndCount(3)).defects().size());
        var stopped = assertThrows(IOException.class, () -> ProblemSet.read(file, new SkipAndCount(2)));
        assertTrue(stopped.getMessage().startsWith(file + ": line 4: not JSON"), stopped.getMessage());
        assertTrue(stopped.getMessage().endsWith("(defect 3, 2 are allowed)"), stopped.getMessage());
    }

    @Test
    void an_over_long_line_is_a_defect_and_the_next_one_is_read() throws IOException {
        var tooLong = GOOD.replace("1+1", "1".repeat(ProblemSet.LONGEST_LINE));
        var set = ProblemSet.read(write("long.jsonl", tooLong + "\n" + GOOD), new SkipAndCount(1));
        assertEquals("long-2", set.problems().getFirst().id());
        int bytes = tooLong.length();
        assertEquals(
                List.of(new Defect(
                        1, "line of " + bytes + " bytes; the longest allowed is " + ProblemSet.LONGEST_LINE)),
                set.defects());
    }

    @Test
    void a_line_that_is_not_UTF_8_is_a_defect() throws IOException {
        var file = folder.resolve("latin.jsonl");
        Files.write(file, (GOOD + "\n" + GOOD.replace("1+1", "\u00e9")).getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of(new Defect(2, "not UTF-8 text")),
                ProblemSet.read(file, new SkipAndCount(9)).defects());
    }

    @Test
    void missing_and_empty_files_are_named() throws IOException {
        assertFailure(folder.resolve("none.jsonl"), ": no such file");
        assertFailure(folder, ": is not a file");
        assertFailure(write("empty.jsonl", ""), ": holds no problem");
        assertFailure(write("bad.jsonl", "\n[]\n"), ": holds no problem (2 defects; line 1: empty line)");
    }

    @ParameterizedTest(name = "cut to {0} bytes")
    @ValueSource(ints = {2, 9, 30, 60})
    void a_cut_gzip_file_is_named(int length) throws IOException {
        var file = folder.resolve("cut.jsonl.gz");
        var whole = gzip(IntStream.range(0, 100).mapToObj(i -> GOOD + i + "\n").reduce("", String::concat));
        Files.write(file, Arrays.copyOf(whole, length));
        var failure = assertThrows(IOException.class, () -> ProblemSet.read(file, new SkipAndCount(1000)));
        assertTrue(failure.getMessage().startsWith(file + ": "), failure.getMessage());
    }

    @Test
    void the_order_is_a_permutation_that_depends_on_seed_and_epoch() throws IOException {
        var set = ProblemSet.read(write("many.jsonl", (GOOD + "\n").repeat(1000)), new Stop());
        var order = set.order(42, 0);
        assertArrayEquals(order, set.order(42, 0));
        assertFalse(Arrays.equals(order, set.order(42, 1)));
        assertFalse(Arrays.equals(order, set.order(43, 0)));
        assertArrayEquals(
                IntStream.range(0, 1000).toArray(),
                Arrays.stream(order).sorted().toArray());
    }

    @Test
    void every_order_of_three_comes_up_equally_often() throws IOException {
        var set = ProblemSet.read(write("three.jsonl", (GOOD + "\n").repeat(3)), new Stop());
        var counts = new int[27];
        for (int epoch = 0; epoch < 6000; epoch++) {
            var order = set.order(5, epoch);
            counts[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        var seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertEquals(6, seen.length);
        assertTrue(
                Arrays.stream(seen).allMatch(count -> Math.abs(count - 1000) < 150), Arrays.toString(seen)); // 5 sigma
    }

    private void assertFailure(Path file, String message) {
        var failure = assertThrows(IOException.class, () -> ProblemSet.read(file, new SkipAndCount(9)));
        assertEquals(file + message, failure.getMessage());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
