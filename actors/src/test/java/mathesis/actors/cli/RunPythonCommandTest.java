package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mathesis.reward.python.PythonLimits;
import mathesis.reward.python.PythonSandbox;
import mathesis.reward.python.SandboxUnavailableException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunPythonCommandTest {
    @TempDir
    private Path folder;

    @Test
    void every_program_gets_a_line_in_order() throws IOException {
        needsSandbox();
        var lines = run("--threads", "2", """
                {"id": "a", "code": "def solver():\\n  return 3"}
                {"id": 7, "code": "print('x'); 1/0"}
                {"id": "c", "code": "while True: pass"}
                {"id": "d", "code": "x = 1"}
                """);

        assertEquals(4, lines.size());
        assertTrue(
                lines.get(0).startsWith("{\"id\":\"a\",\"result\":\"3\",\"stdout\":\"\",\"error\":null,\"millis\":"));
        assertTrue(lines.get(1)
                .startsWith("{\"id\":7,\"result\":null,\"stdout\":\"x\\n\",\"error\":"
                        + "\"ZeroDivisionError: division by zero\",\"millis\":"));
        assertTrue(lines.get(2).contains("\"error\":\"CPU time limit reached\""), lines.get(2));
        assertTrue(lines.get(3).startsWith("{\"id\":\"d\",\"result\":null,\"stdout\":\"\",\"error\":null"));
    }

    @Test
    void limits_that_make_no_sense_are_named() throws IOException {
        var input = Files.writeString(folder.resolve("in.jsonl"), "");
        var output = folder.resolve("out.jsonl").toString();

        CommandRun.of("run-python", "--input", input.toString(), "--output", output, "--timeout", "soon")
                .assertWrongUsage("'soon' is no length of time");
        CommandRun.of("run-python", "--input", input.toString(), "--output", output, "--memory", "1MiB")
                .assertWrongUsage("--memory");
    }

    private List<String> run(String flag, String value, String input) throws IOException {
        var in = Files.writeString(folder.resolve("in.jsonl"), input);
        var out = folder.resolve("out.jsonl");
        var result = CommandRun.of(
                "run-python", "--input", in.toString(), "--output", out.toString(), "--timeout", "1s", flag, value);
        assertEquals(CommandLines.DONE, result.code(), result.err());
        assertTrue(result.out().contains("4 programs in"), result.out());
        return Files.readAllLines(out);
    }

    private static void needsSandbox() {
        try (var sandbox = new PythonSandbox(PythonLimits.DEFAULT)) {
            sandbox.versions();
        } catch (SandboxUnavailableException e) {
            System.err.println("SKIPPED: " + RunPythonCommandTest.class.getSimpleName() + ": " + e.getMessage());
            abort(e.getMessage());
        }
    }
}
