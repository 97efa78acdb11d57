package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mathesis.actors.cli.RewardTraining.Plan;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Tokenizer;
import mathesis.reward.Score;
import mathesis.reward.model.LabelledSequence;
import mathesis.reward.model.LabelledSolution;
import mathesis.reward.model.RewardModel;
import mathesis.reward.model.RewardModelTrainer.Objective;
import mathesis.reward.model.RewardModelTrainer.Report;
import mathesis.reward.model.SolutionEncoder;
import mathesis.reward.model.StepSplitter;
import mathesis.reward.model.Supervision;
import mathesis.rollout.Completion;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// label, train, score and planted on very small models, and the reward that comes of them.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RewardModelCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void a_process_model_is_trained_and_judges_steps() throws IOException {
        CommandRun.of("reward-model", "planted", "--output", file("planted.jsonl"), "--count", 24)
                .assertDone();
        var trained =
                train("planted.jsonl", "process", "--held-out-share", "0.2").assertDone();
        assertTrue(trained.out().contains("held out: loss"), trained.out());
        assertFalse(Files.exists(folder.resolve("model.training")));
        assertTrue(Files.size(folder.resolve("model/metrics.jsonl")) > 0);

        var scored = score("planted.jsonl").assertDone();
        assertTrue(scored.out().contains("first error: 24 solutions"), scored.out());
        assertTrue(scored.out().contains("always right"), scored.out());
        for (var row : read("scores.jsonl")) {
            assertEquals(row.path("steps").size(), row.path("step_scores").size());
            double lowest = 1;
            for (var value : row.path("step_scores")) {
                lowest = Math.min(lowest, value.doubleValue());
            }
            assertEquals(lowest, row.path("score").doubleValue());
        }
        CommandRun.of("generate", "--model", file("model"), "--prompt", "x").assertFailed("is a reward model");
    }

    @Test
    void an_outcome_model_is_trained_from_graded_solutions_and_by_pairs() throws IOException {
        write(
                "graded.jsonl",
                "{\"question\":\"1+1?\",\"solution\":\"2\",\"is_correct\":true}",
                "{\"question\":\"1+1?\",\"solution\":\"3\",\"is_correct\":false}",
                "{\"question\":\"2+2?\",\"solution\":\"4\",\"label\":1}",
                "{\"question\":\"2+2?\",\"solution\":\"5\",\"label\":0}");
        train("graded.jsonl", "outcome").assertDone();
        var scored = score("graded.jsonl").assertDone();
        assertTrue(scored.out().contains("4 labelled, 2 right"), scored.out());
        assertFalse(read("scores.jsonl").getFirst().has("step_scores"));
        var pairs = CommandRun.of(
                        "reward-model",
                        "train",
                        "--model",
                        TinyModel.FOLDER,
                        "--data",
                        file("graded.jsonl"),
                        "--output",
                        file("pairs"),
                        "--kind",
                        "outcome",
                        "--pairwise")
                .assertDone();
        assertTrue(pairs.out().contains("2 pairs an epoch"), pairs.out());
    }

    /// A reward of a completion is the score of its text, step ends are those of the completion's own tokens, and the
    /// stop token is the last step's.
    @Test
    void the_reward_of_a_completion_is_the_score_of_its_text() throws IOException {
        CommandRun.of("reward-model", "planted", "--output", file("planted.jsonl"), "--count", 8)
                .assertDone();
        train("planted.jsonl", "process").assertDone();
        write("one.jsonl", "{\"question\":\"Who?\",\"solution\":\"1+2=3\\n\\n#### 3\"}");
        score("one.jsonl").assertDone();
        var row = read("scores.jsonl").getFirst();
        try (var policy = PretrainedModel.load(TinyModel.FOLDER);
                var reward = RewardModel.load(folder.resolve("model"), policy.tokenizer(), 1);
                var quickstart = PretrainedModel.load(EmbeddedModel.folder());
                var other = RewardModel.load(folder.resolve("model"), quickstart.tokenizer(), 1)) {
            var problem = new Problem("p", "Who?", "3");
            int stop = policy.generation().stopTokens().iterator().next();
            var same = steps(reward, problem, policy.tokenizer(), "1+2=3\n\n#### 3", stop);
            assertArrayEquals(doubles(row.path("step_scores")), same.values());
            assertEquals(
                    policy.tokenizer().encode("1+2=3\n\n#### 3", false).length, same.stepEnds()[1], "the stop token");

            int otherStop = quickstart.generation().stopTokens().iterator().next();
            var anew = steps(other, problem, quickstart.tokenizer(), "1+2=3\n\n#### 3", otherStop);
            assertArrayEquals(same.values(), anew.values());
            assertArrayEquals(new int[] {6, 13}, anew.stepEnds(), "a token is a character there");
        }
    }

    private static Score.Steps steps(RewardModel reward, Problem problem, Tokenizer tokenizer, String text, int stop) {
        int[] tokens = tokenizer.encode(text, false);
        int[] all = Arrays.copyOf(tokens, tokens.length + 1);
        all[tokens.length] = stop;
        var completion = new Completion(all, new float[all.length], text, Completion.Finish.STOP);
        return (Score.Steps) reward.score(problem, completion);
    }

    @Test
    void a_training_that_was_killed_ends_in_the_bits_of_one_that_was_not() throws IOException {
        var units = units();
        var plan = new Plan(Objective.CROSS_ENTROPY, 1e-3, 3, 60, 2, 5);
        String undisturbed;
        try (var training = RewardTraining.open(folder.resolve("a"), TinyModel.FOLDER, plan, "s", 1)) {
            training.run(units, List.of(), new Killer(Long.MAX_VALUE));
            undisturbed = training.model().weights().sha256();
        }
        for (long at : new long[] {3, 5, 8}) { // between checkpoints, and in later epochs
            try (var training = RewardTraining.open(folder.resolve("b"), TinyModel.FOLDER, plan, "s", 2)) {
                assertThrows(IllegalStateException.class, () -> training.run(units, List.of(), new Killer(at)));
            }
        }
        try (var training = RewardTraining.open(folder.resolve("b"), TinyModel.FOLDER, plan, "s", 1)) {
            assertTrue(training.steps() >= 6, "went on after step " + training.steps());
            training.run(units, List.of(), new Killer(Long.MAX_VALUE));
            assertEquals(undisturbed, training.model().weights().sha256());
        }
        var steps = Files.readAllLines(folder.resolve("b/metrics.jsonl")).stream()
                .map(line -> line.replaceAll(".*\"step\":(\\d+).*", "$1"))
                .toList();
        assertEquals(
                IntStream.rangeClosed(1, steps.size()).mapToObj(String::valueOf).toList(), steps);
        assertThrows(
                WrongUsageException.class,
                () -> RewardTraining.open(folder.resolve("b"), TinyModel.FOLDER, plan, "other", 1));
    }

    private record Killer(long at) implements RewardTraining.Listener {
        @Override
        public void stepped(long step, int epoch, Report report, double tokensPerSecond) {
            if (step == at) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void measured(long step, Report heldOut) {}
    }

    private static List<List<LabelledSequence>> units() throws IOException {
        try (var model = PretrainedModel.load(TinyModel.FOLDER)) {
            var encoder =
                    new SolutionEncoder(model.tokenizer(), SolutionEncoder.PLAIN_TEMPLATE, StepSplitter.LINES, 128);
            return IntStream.range(0, 12)
                    .mapToObj(i -> LabelledSolution.outcome("number " + i, "it is " + i * i, i % 2))
                    .map(solution -> List.of(encoder.encode(solution, Supervision.OUTCOME)))
                    .toList();
        }
    }

    @Test
    void labels_come_from_continuations_and_a_stopped_labelling_goes_on() throws IOException {
        CommandRun.of("reward-model", "planted", "--output", file("problems.jsonl"), "--count", 20)
                .assertDone();
        label("whole.jsonl", 20).assertDone();
        label("begun.jsonl", 5).assertDone();
        Files.writeString(folder.resolve("begun.jsonl"), Files.readString(folder.resolve("begun.jsonl")) + "{\"id\":");
        label("begun.jsonl", 20).assertDone();
        assertEquals(Files.readString(folder.resolve("whole.jsonl")), Files.readString(folder.resolve("begun.jsonl")));
        var rows = read("whole.jsonl");
        assertTrue(rows.size() > 20, rows.size() + " rows");
        int between = 0;
        for (var row : rows) {
            assertEquals(row.path("steps").size(), row.path("labels").size());
            var text = new StringBuilder();
            row.path("steps").forEach(step -> text.append(step.textValue()));
            assertEquals(row.path("solution").textValue(), text.toString());
            int last = row.path("labels").size() - 1;
            assertEquals(
                    row.path("outcome").intValue(), row.path("labels").get(last).intValue());
            between += row.path("labels").get(0).doubleValue() % 1 > 0 ? 1 : 0;
        }
        assertTrue(between > 0, "some steps lead to right and wrong answers");
        CommandRun.of(labelArguments("begun.jsonl", 20, "--continuations", 5)).assertWrongUsage("other settings");
        train("whole.jsonl", "process", "--labels", "soft").assertDone();
    }

    @Test
    void what_cannot_be_used_is_named() throws IOException {
        write("bad.jsonl", "{\"question\":\"q\",\"steps\":[\"a\",\"b\"],\"labels\":[1]}");
        train("bad.jsonl", "process").assertFailed("line 1", "2 steps but 1 labels");
        write("late.jsonl", "{\"question\":\"q\",\"steps\":[\"a\",\"b\"],\"first_error_step\":3}");
        train("late.jsonl", "process").assertFailed("first_error_step is 3", "[1, 2]");
        write("none.jsonl", "{\"question\":\"q\",\"solution\":\"a\"}");
        train("none.jsonl", "outcome").assertFailed("line 1", "needs a label");
        train("none.jsonl", "outcome", "--learning-rate", "0").assertWrongUsage("--learning-rate");
        train("none.jsonl", "process", "--pairwise").assertWrongUsage("--kind outcome");
        train("none.jsonl", "process", "--template", "no place").assertWrongUsage("{question}");
        CommandRun.of("reward-model").assertWrongUsage("label, train, score");
        CommandRun.of(
                        "reward-model",
                        "score",
                        "--model",
                        TinyModel.FOLDER,
                        "--input",
                        file("none.jsonl"),
                        "--output",
                        file("scores.jsonl"))
                .assertFailed("holds no reward_model.json");
    }

    private CommandRun label(String output, int limit) {
        return CommandRun.of(labelArguments(output, limit));
    }

    private Object[] labelArguments(String output, int limit, Object... more) {
        var arguments = new ArrayList<Object>(List.of(
                "reward-model",
                "label",
                "--model",
                EmbeddedModel.folder(),
                "--input",
                file("problems.jsonl"),
                "--output",
                file(output),
                "--limit",
                limit,
                "--samples",
                2,
                "--max-new-tokens",
                24));
        arguments.addAll(more.length == 0 ? List.of("--continuations", 3) : List.of(more));
        return arguments.toArray();
    }

    private CommandRun train(String data, String kind, Object... more) {
        var arguments = new ArrayList<Object>(List.of(
                "reward-model",
                "train",
                "--model",
                TinyModel.FOLDER,
                "--data",
                file(data),
                "--output",
                file("model"),
                "--kind",
                kind,
                "--batch-tokens",
                600));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    private CommandRun score(String input) {
        return CommandRun.of(
                "reward-model",
                "score",
                "--model",
                file("model"),
                "--input",
                file(input),
                "--output",
                file("scores.jsonl"));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(file(name), String.join("\n", lines) + "\n");
    }

    private List<JsonNode> read(String name) throws IOException {
        var rows = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(file(name))) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private static double[] doubles(JsonNode array) {
        var values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).doubleValue();
        }
        return values;
    }
}
