package mathesis.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mathesis.engine.checkpoint.Safetensors;
import mathesis.engine.tensor.Tensor;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine against what transformers and PyTorch compute in double precision, at the tolerances that the fixtures'
/// README suggests.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HuggingFaceParityTest {
    private static final double LOGPROB = 2e-5;

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void logprobs_of_a_padded_batch(String name) throws IOException {
        var inputs = Fixtures.json(Fixtures.goldens(name).resolve("inputs.json"));
        try (var goldens = goldens(name);
                var model = PretrainedModel.load(Fixtures.model(name));
                var transformer = new Transformer(model.weights(), 2)) {
            double[] expected = goldens.doubles("logprobs");
            var rows = rows(inputs);
            var scores = transformer.score(TokenBatch.ofSequences(rows)).logprobs_T();
            int width = expected.length / rows.size();
            int at = 0;
            for (int row = 0; row < rows.size(); row++) {
                for (int t = 0; t + 1 < rows.get(row).length; t++) {
                    assertEquals(expected[row * width + t], scores[at + t], LOGPROB, "row " + row + ", token " + t);
                }
                at += rows.get(row).length;
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void logits_and_logprobs_of_a_long_prompt(String name) throws IOException {
        var inputs = Fixtures.json(Fixtures.goldens(name).resolve("inputs.json"));
        int[] tokens = ints(inputs.get("long_input_ids"));
        try (var goldens = goldens(name);
                var model = PretrainedModel.load(Fixtures.model(name));
                var transformer = new Transformer(model.weights(), 1);
                var decoder = transformer.decoder(1, 1);
                var prompt = decoder.prefill(tokens)) {
            double[] expected = goldens.doubles("logprobs_long");
            var scores = transformer.score(TokenBatch.of(tokens)).logprobs_T();
            for (int t = 0; t < expected.length; t++) {
                assertEquals(expected[t], scores[t], LOGPROB, "token " + t);
            }
            double[] logits = goldens.doubles("last_logits_long");
            for (int v = 0; v < logits.length; v++) {
                assertEquals(logits[v], prompt.logits().get(0, v), 2e-5, "logit " + v);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void loss_and_gradients(String name) throws IOException {
        var inputs = Fixtures.json(Fixtures.goldens(name).resolve("inputs.json"));
        var expected =
                Fixtures.json(Fixtures.goldens(name).resolve("results.json")).get("f64");
        try (var model = PretrainedModel.load(Fixtures.model(name));
                var transformer = new Transformer(model.weights(), 2);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            var batch = batch(inputs);
            double loss = trainer.accumulate(batch, WeightedLikelihood.mean(batch));
            assertEquals(expected.get("loss").asDouble(), loss, 1e-5);
            for (var tensor : trainer.gradient().tensors()) {
                var golden = expected.get("grad").get(tensor.name());
                double norm = golden.get("l2").asDouble();
                assertEquals(norm, norm(tensor), 1e-4 * norm, "norm of the gradient of " + tensor.name());
                for (int i = 0; i < Math.min(8, tensor.elements()); i++) {
                    assertEquals(
                            golden.get("first8").get(i).asDouble(),
                            tensor.get(i),
                            1e-5 + 1e-4 * golden.get("max_abs").asDouble(),
                            "element " + i + " of the gradient of " + tensor.name());
                }
            }
            try (var goldens = goldens(name)) {
                for (String key : goldens.names()) {
                    if (key.startsWith("grad.")) {
                        assertGradient(goldens.doubles(key), trainer.gradient().tensor(key.substring(5)));
                    }
                }
            }
            double total = trainer.update(0);
            assertEquals(expected.get("grad_norm_total").asDouble(), total, 1e-4 * total);
        }
    }

    private static void assertGradient(double[] expected, Tensor actual) {
        double difference = 0;
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(expected[i] - actual.get(i), 2);
            squares += expected[i] * expected[i];
        }
        assertTrue(
                Math.sqrt(difference) <= 1e-4 * Math.sqrt(squares),
                actual.name() + " is off by " + Math.sqrt(difference / squares) + " relative");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "llama-mha, adamw_all", "llama-mha, adamw_no1d", "llama3-gqa-tied, adamw_all", "llama3-gqa-tied, adamw_no1d",
        "deepseek-coder-linear, adamw_all", "qwen2, adamw_all", "qwen2, adamw_no1d", "qwen3, adamw_all",
        "qwen3, adamw_no1d"
    })
    void three_steps_of_adamw(String name, String decay) throws IOException {
        assumeTrue(
                Files.exists(Fixtures.model(name).resolve("model.safetensors")),
                name + " is not in the small set of fixtures");
        var inputs = Fixtures.json(Fixtures.goldens(name).resolve("inputs.json"));
        var steps = Fixtures.json(Fixtures.goldens(name).resolve("results.json"))
                .get("f64")
                .get(decay);
        var settings = inputs.get("adamw");
        var config = new AdamWConfig(
                settings.get("betas").get(0).asDouble(),
                settings.get("betas").get(1).asDouble(),
                settings.get("eps").asDouble(),
                settings.get("weight_decay").asDouble(),
                decay.equals("adamw_all"),
                settings.get("max_grad_norm").asDouble());
        try (var model = PretrainedModel.load(Fixtures.model(name));
                var transformer = new Transformer(model.weights(), 2);
                var trainer = new Trainer(transformer, config)) {
            for (int step = 0; step < steps.size(); step++) {
                var batch = batch(inputs.get("adamw_batches").get(step));
                double loss = trainer.accumulate(batch, WeightedLikelihood.mean(batch));
                double norm = trainer.update(settings.get("lr").asDouble());
                assertEquals(steps.get(step).get("loss").asDouble(), loss, 1e-5, "loss of step " + (step + 1));
                assertEquals(steps.get(step).get("grad_norm_before_clip").asDouble(), norm, 1e-4 * norm);
                assertWeights(steps.get(step).get("weights"), model.weights());
            }
        }
    }

    private static void assertWeights(JsonNode expected, Weights weights) {
        if (expected == null) {
            return; // the fixtures hold weights after steps 1 and 3
        }
        for (var tensor : weights.tensors()) {
            var golden = expected.get(tensor.name());
            double norm = golden.get("l2").asDouble();
            // A key's bias hardly moves the softmax: its gradient is near Adam's epsilon, where rounding shows.
            double tolerance = tensor.name().endsWith("k_proj.bias") ? 5e-5 : 2e-6;
            assertEquals(norm, norm(tensor), tolerance * Math.sqrt(tensor.elements()), "norm of " + tensor.name());
            for (int i = 0; i < Math.min(8, tensor.elements()); i++) {
                double element = golden.get("first8").get(i).asDouble();
                assertEquals(element, tensor.get(i), tolerance, i + " of " + tensor.name());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void greedy_tokens_with_the_cache(String name) throws IOException {
        var results = Fixtures.json(Fixtures.goldens(name).resolve("results.json"));
        try (var model = PretrainedModel.load(Fixtures.model(name));
                var transformer = new Transformer(model.weights(), 1)) {
            for (var golden : results.get("f64").get("greedy")) {
                int[] expected = ints(golden.get("tokens"));
                var logprobs = new ArrayList<Float>();
                int[] actual = greedy(transformer, ints(golden.get("prompt")), expected.length, logprobs);
                assertArrayEquals(expected, actual);
                for (int t = 0; t < expected.length; t++) {
                    assertEquals(golden.get("logprobs").get(t).asDouble(), logprobs.get(t), LOGPROB, "token " + t);
                }
            }
        }
    }

    private static int[] greedy(Transformer transformer, int[] promptTokens, int count, List<Float> logprobs) {
        try (var decoder = transformer.decoder(1, count);
                var prompt = decoder.prefill(promptTokens)) {
            int[] slot = {decoder.open(prompt)};
            var tokens = new int[count];
            var logits = prompt.logits();
            for (int t = 0; t < count; t++) {
                tokens[t] = logits.argmax(0);
                logprobs.add(logits.logprob(0, tokens[t], 1, logits.logSumExp(0, 1)));
                logits = decoder.step(slot, new int[] {tokens[t]}, 1);
            }
            decoder.close(slot[0]);
            return tokens;
        }
    }

    private static Safetensors goldens(String name) throws IOException {
        Path file = Fixtures.goldens(name).resolve("f64.safetensors");
        assumeTrue(Files.exists(file), file + " is not in the small set of fixtures");
        return Safetensors.open(file);
    }

    /// The rows without their padding.
    private static List<int[]> rows(JsonNode batch) {
        var rows = new ArrayList<int[]>();
        for (int row = 0; row < batch.get("input_ids").size(); row++) {
            int[] ids = ints(batch.get("input_ids").get(row));
            rows.add(Arrays.copyOf(
                    ids,
                    Arrays.stream(ints(batch.get("attention_mask").get(row))).sum()));
        }
        return rows;
    }

    /// Next-token targets where the label is not masked.
    private static TokenBatch batch(JsonNode node) {
        var plain = TokenBatch.ofSequences(rows(node));
        var targets = plain.targets_T().clone();
        for (int row = 0; row < plain.sequences(); row++) {
            int[] labels = ints(node.get("labels").get(row));
            int start = plain.sequenceStarts()[row];
            for (int t = start; t + 1 < plain.sequenceStarts()[row + 1]; t++) {
                targets[t] = labels[t - start + 1] < 0 ? TokenBatch.NO_TARGET : labels[t - start + 1];
            }
        }
        return new TokenBatch(plain.tokens_T(), targets, plain.sequenceStarts(), 1);
    }

    private static double norm(Tensor tensor) {
        double squares = 0;
        for (long i = 0; i < tensor.elements(); i++) {
            squares += (double) tensor.get(i) * tensor.get(i);
        }
        return Math.sqrt(squares);
    }

    private static int[] ints(JsonNode array) {
        var ints = new int[array.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = array.get(i).asInt();
        }
        return ints;
    }
}
