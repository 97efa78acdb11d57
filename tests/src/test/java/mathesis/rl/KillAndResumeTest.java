package mathesis.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mathesis.actors.Mathesis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, really killed: `kill -9` at random moments must change nothing of what a run comes to.
@DisplayNameGeneration(ReplaceUnderscores.class)
class KillAndResumeTest {
    private static final Path HOME = Path.of(System.getProperty("mathesis.home"));
    private static final int STEPS = 40;
    private static final int GROUPS_PER_STEP = 4;
    private static final int KILLS = 10;
    private static final long SEED = 20_251_123;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(SEED);
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void write_settings_and_problems() throws IOException {
        var problems = IntStream.range(0, 50)
                .mapToObj(i -> "{\"question\": \"How many are %d and 1?\", \"answer\": \"%d\"}".formatted(i, i + 1))
                .toList();
        Files.write(folder.resolve("problems.jsonl"), problems);
        Files.writeString(folder.resolve("run.conf"), """
                mathesis {
                  model = "%s"
                  run { steps = %d, checkpoint-every = 3 }
                  problems.train = "%s"
                  prompt.template = "{question}"
                  sampling.max-new-tokens = 12
                  grpo { group-size = 4, groups-per-step = %d, learning-rate = 1e-3 }
                  rollout.workers = 2
                }
                """.formatted(
                        HOME.resolve("engine/src/test/resources/hf/models/llama-mha"),
                        STEPS,
                        folder.resolve("problems.jsonl"),
                        GROUPS_PER_STEP));
    }

    @AfterEach
    void leave_no_process_behind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES) // a minute or two on a quiet machine
    void ten_kills_change_neither_the_groups_trained_on_nor_the_weights() throws Exception {
        assertEquals(0, begin("undisturbed").waitFor());
        var process = begin("killed");
        for (int kill = 0; kill < KILLS; kill++) {
            letItWork(process, kill);
            process.destroyForcibly().waitFor();
            process = goOn("killed");
        }
        assertEquals(0, process.waitFor(), () -> "see " + folder.resolve("killed.out"));

        var groups = trained("killed");
        assertEquals(STEPS * GROUPS_PER_STEP, groups.size());
        assertEquals(groups.size(), new HashSet<>(groups).size(), "no group twice");
        assertEquals(trained("undisturbed"), groups);
        assertEquals(
                summary("undisturbed").get("weights_sha256"), summary("killed").get("weights_sha256"));
        assertEquals(steps("undisturbed"), steps("killed"), "one line of metrics for each step");
    }

    /// Until a few more steps are done, and then a moment: the kill may hit anything. Every third time it comes early,
    /// while the run still reads its checkpoint and its journal.
    private void letItWork(Process process, int kill) throws Exception {
        var sign = kill % 3 == 2 ? folder.resolve("killed/run.lock") : folder.resolve("killed/trained.jsonl");
        int target = kill % 3 == 2 ? 1 : lines("killed").size() + 1 + random.nextInt(4);
        while (process.isAlive()
                && (!Files.exists(sign) || Files.readAllLines(sign).size() < target)) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
        process.waitFor(random.nextInt(kill % 3 == 2 ? 2_000 : 150), TimeUnit.MILLISECONDS);
    }

    private Process begin(String run) throws IOException {
        return mathesis(
                run,
                "--config",
                folder.resolve("run.conf").toString(),
                "--run-dir",
                folder.resolve(run).toString());
    }

    /// A run that was killed before it began is begun again.
    private Process goOn(String run) throws IOException {
        return Files.exists(folder.resolve(run).resolve("settings.conf"))
                ? mathesis(run, "--resume", folder.resolve(run).toString())
                : begin(run);
    }

    private Process mathesis(String run, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + HOME.resolve("cluster-conf/jvm.options"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Mathesis.class.getName(),
                "rl"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(run + ".out").toFile()))
                .start();
        started.add(process);
        return process;
    }

    private List<String> trained(String run) throws IOException {
        var ids = new ArrayList<String>();
        for (var line : lines(run)) {
            line.get("groups").forEach(id -> ids.add(id.asText()));
        }
        return ids;
    }

    private List<JsonNode> lines(String run) throws IOException {
        return read(folder.resolve(run).resolve("trained.jsonl"));
    }

    private List<Integer> steps(String run) throws IOException {
        return read(folder.resolve(run).resolve("metrics.jsonl")).stream()
                .map(line -> line.get("step").asInt())
                .toList();
    }

    private static List<JsonNode> read(Path file) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            if (line.endsWith("}")) { // the last may be half written
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private JsonNode summary(String run) throws IOException {
        return JSON.readTree(folder.resolve(run).resolve("summary.json").toFile());
    }
}
