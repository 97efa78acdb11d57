package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.actors.node.RunFailedException;
import mathesis.actors.rl.RlEvent.Stepped;
import mathesis.engine.PretrainedModel;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole ring on a random model of 58,000 parameters, whose babble holds a right digit now and then.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RlRunTest {
    private static final Path MODEL = TinyModel.FOLDER;
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

    @Test
    void with_int8_weights_for_sampling_a_run_says_so_measures_the_gap_and_corrects_it() throws IOException {
        var summary = start("a", "run.steps=3", "rollout.weights=int8");
        assertEquals(12, summary.groupsTrained());
        assertEquals(
                List.of(new RlEvent.Noted("Solutions are drawn with int8 weights (rollout.weights): the sampler is not"
                        + " quite the learner's policy. Corrected by token-truncated importance weights of at most 2.0"
                        + " (grpo.variant.correction, which was none); held-out accuracy is of the float32 policy.")),
                events.stream().filter(RlEvent.Noted.class::isInstance).toList());
        for (var line : lines("a", "metrics.jsonl")) {
            double gap = line.get("sampling/sampling_logp_difference/mean").asDouble();
            assertTrue(gap > 1e-6 && gap < 0.05, "a mean gap of " + gap);
            assertEquals(0.0, line.get("clip_fraction").asDouble()); // the learner's own logprobs are the old ones
        }
        var json = new ObjectMapper().readTree(folder.resolve("a/summary.json").toFile());
        assertEquals("int8", json.get("rollout_weights").asText());
        assertEquals("token-truncated", json.get("correction").asText());
        assertTrue(Files.readString(folder.resolve("a/log/mathesis.log"))
                .contains("Solutions are drawn with int8 weights"));
    }

    @Test
    void int8_weights_are_corrected_as_the_settings_ask_and_measured_as_floats() throws IOException {
        var usual = start("usual", "run.steps=4", "rollout.weights=int8");
        var asked = start("asked", "run.steps=4", "rollout.weights=int8", "grpo.variant.correction=token-truncated");
        var still = start("still", "run.steps=4", "rollout.weights=int8", "grpo.variant.correction-cap=1e-9");
        var floats = start("floats", "run.steps=0");
        assertEquals(usual.weightsSha256(), asked.weightsSha256());
        assertNotEquals(usual.weightsSha256(), still.weightsSha256()); // its advantages count for nothing
        assertEquals(
                Files.readString(folder.resolve("floats/evaluations/step-00000000.jsonl")),
                Files.readString(folder.resolve("usual/evaluations/step-00000000.jsonl")));
        assertEquals(floats.accuracyBefore(), usual.accuracyBefore());
    }

    @Test
    void the_same_seed_gives_the_same_weights_with_one_sampling_thread_or_two() throws IOException {
        var one = start("one", "run.steps=3", "rollout.workers=1", "rollout.problems-in-flight=1");
        var two = start("two", "run.steps=3", "rollout.workers=2", "learner.threads=2", "rollout.decode-rows=3");
        var other = start("other", "run.steps=3", "seed=2");
        assertEquals(one.weightsSha256(), two.weightsSha256());
        assertNotEquals(one.weightsSha256(), other.weightsSha256());
    }

    @Test
    void a_learning_rate_of_nothing_changes_nothing() throws IOException {
        var summary = start("a", "run.steps=2", "grpo.learning-rate=0");
        try (var before = PretrainedModel.load(MODEL)) {
            assertEquals(before.weights().sha256(), summary.weightsSha256());
        }
    }

    @Test
    void a_run_may_be_prolonged_and_comes_to_what_a_long_one_comes_to() throws IOException {
        var whole = start("long", "run.steps=4", "run.checkpoint-every=2", "learner.iteration-steps=2");
        var first = start("short", "run.steps=2", "run.checkpoint-every=2", "learner.iteration-steps=2");
        assertNotEquals(whole.weightsSha256(), first.weightsSha256());
        var resumed = RlRun.resume(folder.resolve("short"), List.of("run.steps=4"), events::add);
        assertEquals(whole.weightsSha256(), resumed.weightsSha256());
        assertEquals(trained("long"), trained("short"));
        assertEquals(whole.tokensSampled(), resumed.tokensSampled());
        assertEquals(whole.accuracyBefore(), resumed.accuracyBefore());
        assertTrue(Files.exists(folder.resolve("short/reference/step-00000002/model.safetensors")));
    }

    @Test
    void groups_of_steps_that_no_checkpoint_holds_come_from_the_journal() throws IOException {
        var before = start("a", "run.steps=3");
        delete(folder.resolve("a/checkpoints"));
        events.clear();
        var again = RlRun.resume(folder.resolve("a"), List.of(), events::add);
        assertEquals(before.weightsSha256(), again.weightsSha256());
        assertEquals(12, ((RlEvent.Started) events.getFirst()).replayed());
        assertEquals(List.of(groups(1), groups(2), groups(3)), trained("a"));
        assertEquals(3, lines("a", "metrics.jsonl").size());
    }

    @Test
    void a_run_that_is_over_only_tells_its_end_again() throws IOException {
        var before = start("a", "run.steps=1");
        var again = RlRun.resume(folder.resolve("a"), List.of(), events::add);
        assertEquals(before, again);
    }

    @Test
    void what_a_run_cannot_change_on_its_way_is_refused() throws IOException {
        start("a", "run.steps=1");
        var refused = assertThrows(
                SettingsException.class,
                () -> RlRun.resume(folder.resolve("a"), List.of("grpo.group-size=8"), events::add));
        assertEquals("mathesis.grpo.group-size is 8; the run began with 4 and cannot change it", refused.getMessage());
    }

    @Test
    void problems_too_long_for_the_context_are_left_out_and_named() throws IOException {
        var problems = new ArrayList<>(PROBLEMS);
        problems.set(3, new Problem("p3", "word ".repeat(4_500), "4"));
        var start = new RlRun.Start(settings("run.steps=3"), MODEL, problems, List.of(), folder.resolve("a"));
        var summary = RlRun.start(start, events::add);
        assertEquals(1, summary.groupsLost());
        assertEquals(11, summary.groupsTrained());
        var lost = events.stream().filter(RlEvent.Lost.class::isInstance).toList();
        assertEquals(1, lost.size());
        assertEquals("p3", ((RlEvent.Lost) lost.getFirst()).problemId());
    }

    @Test
    void a_run_whose_every_problem_is_too_long_ends_with_the_reason() {
        var problems = List.of(new Problem("p", "word ".repeat(4_500), "4"));
        var start = new RlRun.Start(settings("run.steps=9"), MODEL, problems, List.of(), folder.resolve("a"));
        var failure = assertThrows(RunFailedException.class, () -> RlRun.start(start, events::add));
        assertTrue(
                failure.getMessage()
                        .startsWith("3 steps in a row trained on nothing (run.stop-after-bad-steps), the last, step 3,"
                                + " because every group is lost; the first: the prompt of problem p has "),
                failure.getMessage());
    }

    @Test
    void a_checkpoint_that_cannot_be_written_ends_the_run_with_the_reason() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        RunFolder.create(folder.resolve("a")).close();
        Files.writeString(folder.resolve("a/checkpoints"), "a file where the folder should be");
        var failure = assertThrows(RunFailedException.class, () -> start("a", "run.steps=1"));
        assertTrue(
                failure.getMessage()
                        .startsWith("actor learner failed: saving a checkpoint failed: the checkpoint of step 1"),
                failure.getMessage());
    }

    private static void delete(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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
                "reward.weights.repetition=1", // a random model is rarely right, and differs in this
                "reward.repetition.ngram=1",
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
