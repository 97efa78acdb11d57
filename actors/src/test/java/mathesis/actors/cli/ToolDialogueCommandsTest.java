package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mathesis.reward.python.PythonLimits;
import mathesis.reward.python.PythonSandbox;
import mathesis.reward.python.SandboxUnavailableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model that calls Python, from the command line to the real sandbox.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ToolDialogueCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROGRAM = "```python\nprint(6 * 7)\n```\n";
    private static final String CALL = "```output";
    private static final String RESULT_END = "\n```\n";
    private static final String ANSWER = "The answer is as printed. \\boxed{42}";

    @TempDir
    private Path folder;

    @BeforeAll
    static void needSandbox() {
        try (var sandbox = new PythonSandbox(PythonLimits.DEFAULT)) {
            sandbox.versions();
        } catch (SandboxUnavailableException e) {
            System.err.println("SKIPPED: " + ToolDialogueCommandsTest.class.getSimpleName() + ": " + e.getMessage());
            abort(e.getMessage());
        }
    }

    @Test
    void evaluate_runs_the_programs_of_solutions() throws IOException {
        var solution = evaluate(PROGRAM, CALL, RESULT_END, ANSWER);
        assertEquals(
                PROGRAM + CALL + "\n42" + RESULT_END + ANSWER,
                solution.path("text").textValue());
        assertEquals(1, solution.path("programs").intValue());
        assertTrue(solution.path("correct").booleanValue());
    }

    @Test
    void the_model_is_shown_the_last_line_of_an_error() throws IOException {
        var solution = evaluate("```python\nx = 1\nx.y\n```\n", CALL, RESULT_END, ANSWER);
        var text = solution.path("text").textValue();
        assertTrue(text.contains(CALL + "\nAttributeError: 'int' object has no attribute 'y'" + RESULT_END), text);
    }

    @Test
    void a_run_trains_on_what_the_model_wrote_between_results() throws IOException {
        var model = ScriptedModel.write(folder, PROGRAM, CALL, RESULT_END, ANSWER);
        var config = Files.writeString(folder.resolve("rl.conf"), """
                mathesis {
                  tool.enabled = true
                  run.steps = 1
                  grpo { group-size = 4, groups-per-step = 2 }
                  sampling.max-new-tokens = 32
                  rollout.workers = 1
                  learner.threads = 1
                }
                """);
        CommandRun.of(
                        "rl",
                        "--config",
                        config,
                        "--run-dir",
                        folder.resolve("run"),
                        "--set",
                        "model=" + model,
                        "--set",
                        "problems.train=" + data())
                .assertDone();
        var metrics = JSON.readTree(folder.resolve("run/metrics.jsonl").toFile());
        assertEquals(1, metrics.path("tools/call_frequency").doubleValue());
        assertEquals(0, metrics.path("tools/failure_frequency").doubleValue());
        assertEquals(1, metrics.path("accuracy").doubleValue());
        assertEquals(4, metrics.path("completions/mean_length").doubleValue(), "program, call, answer, end");
        assertEquals(0, metrics.path("sampling/sampling_logp_difference/max").doubleValue());
    }

    private JsonNode evaluate(String... script) throws IOException {
        var solutions = folder.resolve("solutions.jsonl");
        var run = CommandRun.of(
                        "evaluate",
                        "--model",
                        ScriptedModel.write(folder, script),
                        "--data",
                        data(),
                        "--tool",
                        "--output",
                        solutions)
                .assertDone();
        assertTrue(run.out().contains("2 programs were run"), run.out());
        return JSON.readTree(Files.readString(solutions).lines().findFirst().orElseThrow())
                .path("greedy");
    }

    private Path data() throws IOException {
        return Files.writeString(
                folder.resolve("data.jsonl"),
                "{\"question\":\"What is 6 * 7?\",\"answer\":\"42\"}\n{\"question\":\"And 42?\",\"answer\":\"42\"}\n");
    }
}
