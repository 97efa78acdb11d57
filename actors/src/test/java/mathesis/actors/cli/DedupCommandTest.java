package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DedupCommandTest {
    private static final String LONG_TEXT =
            "the sum of the angles of a triangle is two right angles as Euclid shows in his first book and whoever"
                    + " reads on learns that the area of a triangle is half of its base times its height";

    @TempDir
    private Path folder;

    @Test
    void rows_that_say_what_a_better_one_says_are_dropped_and_reported() throws IOException {
        var a = write(
                "a.jsonl",
                "{\"url\":\"http://a.org/x\",\"text\":\"one\",\"score\":0.5}",
                "{\"url\":\"http://a.org/y\",\"text\":\"" + LONG_TEXT + " always\"}",
                "{\"text\":\"no url\",\"more\":[1]}");
        var b = write(
                "b.jsonl",
                "{\"url\":\"https://www.a.org/x/\",\"text\":\"two\",\"score\":0.75}",
                "{\"url\":\"http://b.org/y\",\"text\":\"" + LONG_TEXT + "\"}",
                "{\"url\":\"http://b.org/z\",\"text\":\"No, URL\"}");
        var run = CommandRun.of("dedup", a, b, "--output", output(), "--report", folder.resolve("report.jsonl"))
                .assertDone();
        assertEquals(
                List.of(
                        "{\"url\":\"http://a.org/y\",\"text\":\"" + LONG_TEXT + " always\"}",
                        "{\"url\":\"https://www.a.org/x/\",\"text\":\"two\",\"score\":0.75}",
                        "{\"url\":\"http://b.org/z\",\"text\":\"No, URL\"}"),
                Files.readAllLines(output()));
        assertEquals(
                List.of(
                        dropped(a, 1, "http://a.org/x", "URL_DUPLICATE", b, 1),
                        dropped(a, 3, "", "EXACT_DUPLICATE", b, 3),
                        dropped(b, 2, "http://b.org/y", "NEAR_DUPLICATE", a, 2)),
                Files.readAllLines(folder.resolve("report.jsonl")));
        assertTrue(run.out().contains("read                6"), run.out());
        assertTrue(run.out().contains("kept                3"), run.out());
        try (var left = Files.list(folder)) {
            assertEquals(4, left.count());
        }
    }

    private static String dropped(Path file, int row, String url, String reason, Path other, int otherRow) {
        return "{\"file\":\"" + file + "\",\"row\":" + row + ",\"url\":\"" + url + "\",\"reason\":\"" + reason
                + "\",\"duplicates\":{\"file\":\"" + other + "\",\"row\":" + otherRow + "}}";
    }

    @Test
    void a_file_named_twice_is_kept_once() throws IOException {
        var a = write("a.jsonl", "{\"url\":\"http://a.org\",\"text\":\"one\"}", "{\"text\":\"two\"}");
        CommandRun.of("dedup", a, a, "--output", output()).assertDone();
        assertEquals(Files.readAllLines(a), Files.readAllLines(output()));
    }

    @Test
    void bad_lines_stop_or_are_skipped_on_both_passes() throws IOException {
        var a = write(
                "a.jsonl", "{\"body\":\"one\"}", "{\"body\":1}", "{\"body\":\"x\",\"score\":-1}", "{\"body\":\"ONE\"}");
        CommandRun.of("dedup", a, "--output", output(), "--text-field", "body")
                .assertFailed("line 2: needs a string \"body\"");
        CommandRun.of("dedup", a, "--output", output(), "--text-field", "body", "--on-bad-line", "skip")
                .assertDone();
        assertEquals(List.of("{\"body\":\"one\"}"), Files.readAllLines(output()));
    }

    @Test
    void an_impossible_signature_is_wrong_usage() throws IOException {
        CommandRun.of("dedup", write("a.jsonl"), "--output", output(), "--bands", 5000)
                .assertWrongUsage("--bands x --rows is 5000 x 6; must be at most 4096 hashes");
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Path output() {
        return folder.resolve("kept.jsonl");
    }
}
