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
class ExtractCommandTest {
    @TempDir
    private Path folder;

    @Test
    void adds_answer_and_anchor_and_reports_agreement() throws IOException {
        var run = run(
                List.of(),
                "{\"id\":1,\"text\":\"so \\\\boxed{7}\",\"expected\":\"7\"}",
                "{\"id\":2,\"text\":\"#### 8\",\"style\":\"hashes\",\"expected\":\"9\"}",
                "{\"id\":3,\"text\":\"#### 8\",\"style\":\"boxed\"}",
                "{\"id\":4,\"text\":\"The final answer is (D). I hope\",\"style\":\"letter\",\"expected\":\"D\"}");
        assertEquals(
                List.of(
                        "{\"id\":1,\"text\":\"so \\\\boxed{7}\",\"expected\":\"7\",\"answer\":\"7\",\"anchor\":\"BOX\"}",
                        "{\"id\":2,\"text\":\"#### 8\",\"style\":\"hashes\",\"expected\":\"9\",\"answer\":\"8\","
                                + "\"anchor\":\"HASHES\"}",
                        "{\"id\":3,\"text\":\"#### 8\",\"style\":\"boxed\",\"answer\":\"\",\"anchor\":\"NONE\"}",
                        "{\"id\":4,\"text\":\"The final answer is (D). I hope\",\"style\":\"letter\",\"expected\":\"D\","
                                + "\"answer\":\"D\",\"anchor\":\"LETTER\"}"),
                Files.readAllLines(output()));
        assertTrue(run.out().contains("as expected: 2 of 3 (66.67%)"), run.out());
    }

    @Test
    void a_style_for_all_rows_overrides_theirs() throws IOException {
        run(List.of("--style", "final-number"), "{\"text\":\"\\\\boxed{7} of 9\",\"style\":\"boxed\"}");
        assertTrue(Files.readString(output()).contains("\"answer\":\"9\""), Files.readString(output()));
    }

    @Test
    void an_unknown_style_is_a_bad_line() throws IOException {
        var input = Files.writeString(folder.resolve("in.jsonl"), "{\"text\":\"7\",\"style\":\"fly\"}\n");
        CommandRun.of("extract", "--input", input, "--output", output())
                .assertFailed("line 1: \"style\": 'fly' is not one of default");
    }

    private CommandRun run(List<String> options, String... rows) throws IOException {
        var input = Files.write(folder.resolve("in.jsonl"), List.of(rows));
        var words = new java.util.ArrayList<Object>(List.of("extract", "--input", input, "--output", output()));
        words.addAll(options);
        return CommandRun.of(words.toArray()).assertDone();
    }

    private Path output() {
        return folder.resolve("out.jsonl");
    }
}
