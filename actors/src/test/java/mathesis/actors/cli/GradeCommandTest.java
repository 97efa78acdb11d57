package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.reward.suite.NamedPolicy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GradeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void adds_verdict_reason_and_answer_to_the_fields_of_a_row() throws IOException {
        var graded = grade(
                "{\"id\":\"a\",\"gold\":\"7\",\"solution\":\"#### 7\",\"extra\":[1]}",
                "{\"id\":2,\"gold\":7,\"pred\":\"8\"}",
                "{\"gold\":\"7\",\"solution\":\"no idea\"}");
        assertEquals("a", graded.get(0).path("id").textValue());
        assertEquals("[1]", graded.get(0).path("extra").toString());
        assertEquals("EQUAL", graded.get(0).path("verdict").textValue());
        assertFalse(graded.get(0).path("reason").textValue().isEmpty());
        assertEquals("7", graded.get(0).path("answer").textValue());
        assertEquals("DIFFERENT", graded.get(1).path("verdict").textValue());
        assertEquals("NO_ANSWER", graded.get(2).path("verdict").textValue());
        assertEquals("", graded.get(2).path("answer").textValue());
    }

    @Test
    void the_kind_of_a_row_and_its_params_pick_where_answers_are_looked_for() throws IOException {
        var graded = grade(
                "{\"gold\":\"45\",\"pred\":\"[30], then [45].\",\"kind\":\"bracket\"}",
                "{\"gold\":\"42\",\"pred\":\"\\\\boxed{42}\",\"kind\":\"think_boxed\"}",
                "{\"gold\":\"4\",\"pred\":\"\\\\boxed{4}\",\"kind\":\"text\",\"params\":{\"reasoning_required\":true}}",
                "{\"gold\":\"4\",\"pred\":\"why </END> \\\\boxed{4}\",\"kind\":\"text\",\"params\":"
                        + "{\"reasoning_required\":true,\"reasoning_delimiters\":[\"</END>\"]}}",
                "{\"gold\":\"C\",\"pred\":\"(C) because\",\"kind\":\"letters\"}");
        assertEquals(List.of("EQUAL", "NO_ANSWER", "NO_ANSWER", "EQUAL", "EQUAL"), verdicts(graded));
    }

    @Test
    void the_params_of_a_row_say_how_answers_are_compared() throws IOException {
        var row = "{\"gold\":\"%s\",\"pred\":\"%s\",\"kind\":\"answer\",\"params\":{%s}}";
        var graded = grade(
                row.formatted("(2,1)", "(1,2)", ""),
                row.formatted("(2,1)", "(1,2)", "\"compare_sets\":true"),
                row.formatted("1/3", "0.33", ""),
                row.formatted("1/3", "0.33", "\"precision\":2"),
                row.formatted("x=7", "y=7", ""),
                row.formatted("x=7", "y=7", "\"strict\":false"),
                row.formatted("[-2,7]", "-2 \\\\le x \\\\le 7", ""),
                row.formatted("[-2,7]", "-2 \\\\le x \\\\le 7", "\"allow_set_relation_comp\":true"));
        var equal = verdicts(graded).stream().map("EQUAL"::equals).toList();
        assertEquals(List.of(false, true, false, true, false, true, false, true), equal);
    }

    @Test
    void a_policy_overrides_kinds() throws IOException {
        var input = write("{\"gold\":\"0.5\",\"pred\":\"\\\\boxed{50}\",\"kind\":\"text\"}");
        CommandRun.of("grade", "--input", input, "--output", file("out"), "--policy", "deepseek-compatible")
                .assertDone();
        assertEquals(List.of("EQUAL"), verdicts(read()));
    }

    @Test
    void agreement_with_labels_is_reported_and_false_positives_are_named() throws IOException {
        var run = run(
                "{\"id\":\"good\",\"gold\":\"7\",\"pred\":\"7\",\"equal\":true,\"kind\":\"answer\"}",
                "{\"id\":\"bad\",\"gold\":\"7\",\"pred\":\"7\",\"equal\":false,\"kind\":\"answer\"}",
                "{\"id\":\"odd\",\"gold\":\"7\",\"pred\":\"8\",\"is_correct\":true,\"label_basis\":\"policy\"}");
        var lines = run.out()
                .lines()
                .map(line -> line.strip().replaceAll("  +", " "))
                .toList();
        assertTrue(lines.contains("answer 2 1 50.00% 1 0"), run.out());
        assertTrue(lines.contains("all 3 1 33.33% 1 1"), run.out());
        assertTrue(lines.contains("without label_basis 2 1 50.00% 1 0"), run.out());
        assertTrue(lines.contains("false positives: line 2 (bad)"), run.out());
        assertTrue(lines.contains("answer EQUAL same text 2"), run.out());
    }

    @Test
    void the_output_does_not_depend_on_threads() throws IOException {
        var rows = new ArrayList<String>();
        for (int i = 0; i < 3000; i++) {
            rows.add("{\"id\":" + i + ",\"gold\":\"" + i % 7 + "\",\"solution\":\"so it is " + i % 5 + "\"}");
        }
        var input = write(rows.toArray(String[]::new));
        CommandRun.of("grade", "--input", input, "--output", file("one")).assertDone();
        CommandRun.of("grade", "--input", input, "--output", file("four"), "--threads", 4)
                .assertDone();
        assertEquals(3000, Files.readAllLines(file("one")).size());
        assertEquals(Files.readString(file("one")), Files.readString(file("four")));
    }

    @Test
    void a_bad_line_stops_or_is_named_and_left_out() throws IOException {
        var input = write(
                "{\"gold\":\"1\",\"pred\":\"1\"}",
                "{\"gold\":\"1\"}",
                "{\"gold\":\"1\",\"pred\":\"1\",\"kind\":\"fly\"}",
                "{");
        CommandRun.of("grade", "--input", input, "--output", file("out"))
                .assertFailed("line 2: needs a string \"pred\" or \"solution\"");
        var run = CommandRun.of("grade", "--input", input, "--output", file("out"), "--on-bad-line", "skip")
                .assertDone();
        assertEquals(1, read().size());
        assertTrue(run.err().contains("line 3: \"kind\": 'fly' is not one of default, text"), run.err());
        assertTrue(run.err().contains("3 of 4 lines"), run.err());
    }

    @Test
    void an_unknown_policy_is_answered_with_those_that_there_are() throws IOException {
        CommandRun.of("grade", "--input", write(""), "--output", file("out"), "--policy", "fly")
                .assertWrongUsage("'fly' is not one of default", "deepseek-ocw");
    }

    @Test
    void help_describes_every_policy() {
        for (var command : List.of("grade", "extract")) {
            var help = CommandRun.of(command, "--help").assertDone().out();
            NamedPolicy.all().forEach(policy -> assertTrue(help.contains("\n  " + policy.name() + " "), policy.name()));
            help.lines().forEach(line -> assertTrue(line.length() <= Terminal.WIDTH, line));
        }
    }

    private List<JsonNode> grade(String... rows) throws IOException {
        run(rows);
        return read();
    }

    private CommandRun run(String... rows) throws IOException {
        return CommandRun.of("grade", "--input", write(rows), "--output", file("out"))
                .assertDone();
    }

    private static List<String> verdicts(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("verdict").textValue()).toList();
    }

    private List<JsonNode> read() throws IOException {
        var rows = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(file("out"))) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private Path write(String... rows) throws IOException {
        return Files.write(file("in.jsonl"), List.of(rows));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
