package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import mathesis.actors.Settings;
import mathesis.actors.rl.RlEvent.Stepped;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole ring on a random model of 58,000 parameters, whose babble holds a right digit now and then.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RlRunTest {
    private static final Path MODEL =
            Path.of(System.getProperty("mathesis.home"), "engine/src/test/resources/hf/models/llama-mha");
    private static final List<Problem> PROBLEMS = IntStream.range(0, 9)
            .mapToObj(i -> new Problem("p" + i, "How many are " + i + " and 1?", String.valueOf(i + 1)))
            .toList();

    private final List<RlEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void a_run_learns_and_leaves_everything_on_record() throws IOException {
        var summary = start("a", "run.steps=4", "run.evaluate-every=2", "run.checkpoint-every=2");
        assertEquals(4, summary.steps());
        assertEquals(16, summary.groupsTrained());
        assertTrue(Files.exists(summary.model().resolve("model.safetensors")));
        var metrics = lines("a", "metrics.jsonl");
        assertEquals(
                List.of(1, 2, 3, 4),
                metrics.stream().map(line -> line.get("step").asInt()).toList());
        for (var line : metrics) {
            double phases = 0;
            for (var phase : Phase.values()) {
                phases += line.get("timing_s/" + phase.label()).asDouble();
            }
            assertEquals(line.get("step_time").asDouble(), phases, 1e-9);
            assertEquals(0.0, line.get("sampling/sampling_logp_difference/max").asDouble());
        }
        assertEquals(
                List.of(0, 2, 4),
                lines("a", "evaluations.jsonl").stream()
                        .map(line -> line.get("step").asInt())
                        .toList());
        assertEquals(3, lines("a", "evaluations/step-00000004.jsonl").size());
        assertEquals(List.of(groups(1), groups(2), groups(3), groups(4)), trained("a"));
        assertEquals(4, events.stream().filter(Stepped.class::isInstance).count());
    }

    private RunSummary start(String name, String... overrides) throws IOException {
        var start = new RlRun.Start(settings(overrides), MODEL, PROBLEMS, PROBLEMS.subList(0, 3), folder.resolve(name));
        return RlRun.start(start, events::add);
    }

    private static Settings settings(String... overrides) {
        var all = new ArrayList<>(List.of(
                "grpo.group-size=4",
                "grpo.groups-per-step=4",
                "grpo.learning-rate=1e-3",
                "sampling.max-new-tokens=12",
                "prompt.template={question}",
                "rollout.workers=2",
                "learner.threads=1"));
        all.addAll(List.of(overrides));
        return Settings.load(Optional.empty(), all);
    }

    private List<JsonNode> lines(String run, String file) throws IOException {
        return JsonLog.read(folder.resolve(run).resolve(file));
    }

    private List<List<String>> trained(String run) throws IOException {
        var steps = new ArrayList<List<String>>();
        for (var line : lines(run, "trained.jsonl")) {
            var ids = new ArrayList<String>();
            line.get("groups").forEach(id -> ids.add(id.asText()));
            steps.add(ids);
        }
        return steps;
    }

    private static List<String> groups(long step) {
        return DealOrder.groupsOf(step, 4);
    }
}
