package mathesis.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import mathesis.actors.cli.CommandLines;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GradeBenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void agreement_and_false_positives_of_a_file_are_counted_against_their_bars() throws IOException {
        var cases = Files.createDirectories(data.resolve("grader-dev"));
        Files.writeString(cases.resolve("others.jsonl"), """
                {"id":"a","gold":"7","pred":"7.0","equal":true,"kind":"answer"}
                {"id":"b","gold":"7","pred":"7","equal":false,"kind":"answer"}
                {"id":"c","gold":"7","pred":"7","equal":false,"kind":"answer","label_basis":"policy"}
                """);
        Files.writeString(cases.resolve("extraction.jsonl"), """
                {"id":"a","text":"#### 7","expected":"7","style":"hashes"}
                """);
        assertEquals(CommandLines.DONE, run("bench", "grade", "--quick", "--json", "--data", data.toString()));
        var document = new ObjectMapper().readTree(out.toString());
        assertEquals("mathesis-bench-grade/1", document.path("format").textValue());
        assertRow(document, "tests of eleven others (2 rows)", 50, "missed");
        assertRow(document, "tests of eleven others, false positives", 1, "missed");
        assertRow(document, "final answers (1 rows)", 100, "met");
        assertTrue(out.toString().contains("false positives: b"), out.toString());
    }

    @Test
    void files_that_are_not_there_say_so() {
        assertEquals(CommandLines.DONE, run("bench", "grade", "--quick", "--data", data.toString()));
        assertTrue(out.toString().contains("mathverify.jsonl"), out.toString());
        assertTrue(out.toString().contains("--data names another folder"), out.toString());
    }

    private static void assertRow(
            com.fasterxml.jackson.databind.JsonNode document, String name, double value, String verdict) {
        for (var row : document.path("rows")) {
            if (row.path("name").asText().equals(name)) {
                assertEquals(value, row.path("value").doubleValue(), 1e-9);
                assertEquals(verdict, row.at("/bar/verdict").textValue());
                return;
            }
        }
        throw new AssertionError("no row " + name + " in " + document);
    }

    private int run(String... args) {
        return CommandLines.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
