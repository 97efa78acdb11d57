package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DecontaminateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void rows_that_hold_benchmark_texts_are_dropped_and_reported() throws IOException {
        Files.createDirectory(folder.resolve("sets"));
        write("sets/g.jsonl", "{\"id\":\"g-1\",\"question\":\"How many apples are left?\",\"answer\":\"9\"}");
        write("sets/c.jsonl", "{\"id\":\"c-1\",\"question\":\"她还剩多少页没有看？\"}", "{\"question\":\"two words\"}");
        write("sets/notes.txt", "no JSON");
        var pages = write(
                "pages.jsonl",
                "{\"url\":\"http://a.org\",\"text\":\"Ask: how many *apples* are left\"}",
                "{\"url\":\"http://b.org\",\"text\":\"How many apples were left?\"}",
                "{\"url\":\"http://c.org\",\"text\":\"看了90页,她还剩多少页没有看\"}",
                "{\"url\":\"http://d.org\",\"text\":\"how many apples are left, two words\"}");
        var report = folder.resolve("report.json");
        var run = CommandRun.of(
                        "decontaminate",
                        pages,
                        "--benchmarks",
                        folder.resolve("sets"),
                        "--output",
                        output(),
                        "--report",
                        report,
                        "--common",
                        1)
                .assertDone();
        assertEquals(
                List.of("{\"url\":\"http://b.org\",\"text\":\"How many apples were left?\"}"),
                Files.readAllLines(output()));
        assertTrue(run.out().contains("in 2 rows, perhaps a common phrase: how many apples are left"), run.out());
        assertTrue(run.out().contains("left out: 1 texts of one or two words"), run.out());
        assertEquals(new ObjectMapper().readTree("""
                        {"pages": 4, "removed": 3, "common": {"how many apples are left": 2}, "benchmarks": {
                         "c.jsonl": {"pages": 1, "ngrams": {"她 还 剩 多 少 页 没 有 看": 1}, "examples": [
                          {"url": "http://c.org", "row": "c-1", "words": "她 还 剩 多 少 页 没 有 看"}]},
                         "g.jsonl": {"pages": 2, "ngrams": {"how many apples are left": 2}, "examples": [
                          {"url": "http://a.org", "row": "g-1", "words": "how many apples are left"},
                          {"url": "http://d.org", "row": "g-1", "words": "how many apples are left"}]}}}"""), new ObjectMapper().readTree(report.toFile()));
    }

    @Test
    void ignored_ngrams_and_other_fields() throws IOException {
        var set = write("g.jsonl", "{\"question\":\"none of these\",\"q\":\"all of them\"}");
        var pages = write("pages.jsonl", "{\"text\":\"none of these\"}", "{\"text\":\"all of them\"}");
        CommandRun.of(
                        "decontaminate",
                        pages,
                        "--benchmarks",
                        set,
                        "--fields",
                        "question,q",
                        "--ignore",
                        write("ignored", "all of them"),
                        "--output",
                        output())
                .assertDone();
        assertEquals(List.of("{\"text\":\"all of them\"}"), Files.readAllLines(output()));
    }

    @Test
    void a_benchmark_that_cannot_be_read_stops_before_any_row() throws IOException {
        var pages = write("pages.jsonl", "{\"text\":\"x\"}");
        var set = write("g.jsonl", "{\"answer\":\"9\"}");
        CommandRun.of("decontaminate", pages, "--benchmarks", set)
                .assertFailed("g.jsonl line 1 has none of the fields question, prompt, problem, solution");
        CommandRun.of("decontaminate", pages, "--benchmarks", folder.resolve("none"))
                .assertWrongUsage("--benchmarks: " + folder.resolve("none") + " does not exist");
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Path output() {
        return folder.resolve("kept.jsonl");
    }
}
