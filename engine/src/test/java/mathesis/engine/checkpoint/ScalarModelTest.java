package mathesis.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.OptimizerState;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Weights;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScalarModelTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @EnumSource(Architecture.class)
    void a_language_model_gets_a_fresh_head_and_comes_back_with_its_head(Architecture architecture) throws IOException {
        var base = folder.resolve("base");
        var saved = folder.resolve("reward");
        try (var model = TinyModels.model(architecture, new RopeScaling.None(), false, 1)) {
            model.save(base);
            try (var fresh = PretrainedModel.loadWithScalarHead(base, 7);
                    var same = PretrainedModel.loadWithScalarHead(base, 7);
                    var other = PretrainedModel.loadWithScalarHead(base, 8)) {
                assertEquals(fresh.weights().sha256(), same.weights().sha256());
                assertNotEquals(fresh.weights().sha256(), other.weights().sha256());
                assertEquals(
                        model.weights()
                                .tensor("model.layers.1.mlp.up_proj.weight")
                                .get(3),
                        fresh.weights()
                                .tensor("model.layers.1.mlp.up_proj.weight")
                                .get(3));
                fresh.weights().tensor(Weights.SCORE_BIAS).set(0, 0.25f);
                fresh.save(saved, Map.of("reward_model.json", "{}".getBytes(StandardCharsets.UTF_8)));
                try (var back = PretrainedModel.loadWithScalarHead(saved, 99)) {
                    assertEquals(fresh.config(), back.config());
                    assertEquals(fresh.weights().sha256(), back.weights().sha256());
                }
            }
        }
        assertEquals("{}", Files.readString(saved.resolve("reward_model.json")));
        var names = Json.object(saved.resolve("config.json")).path("architectures");
        assertTrue(names.path(0).asText().endsWith("ForTokenClassification"), names.toString());
        try (var file = Safetensors.open(saved.resolve("model.safetensors"))) {
            assertTrue(file.names().containsAll(List.of("score.weight", "score.bias")));
            assertFalse(file.names().contains("lm_head.weight"));
        }
    }

    @Test
    void a_reward_model_is_no_language_model() throws IOException {
        var saved = saved();
        var error = assertThrows(ModelFileException.class, () -> PretrainedModel.load(saved));
        assertTrue(error.getMessage().contains("is a reward model"), error.getMessage());
    }

    /// transformers' sequence classifiers have no bias, and their base model may have left its output matrix.
    @Test
    void a_sequence_classifier_of_transformers_loads_with_a_bias_of_zero() throws IOException {
        var saved = saved();
        var config = saved.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("ForTokenClassification", "ForSequenceClassification"));
        var file = saved.resolve("model.safetensors");
        try (var model = PretrainedModel.loadWithScalarHead(saved, 0)) {
            var tensors = model.weights().tensors().stream()
                    .filter(tensor -> !tensor.name().equals(Weights.SCORE_BIAS))
                    .toList();
            Files.delete(file);
            Safetensors.write(file, tensors, DType.F32);
            try (var back = PretrainedModel.loadWithScalarHead(saved, 0)) {
                assertEquals(0, back.weights().tensor(Weights.SCORE_BIAS).get(0));
                assertEquals(
                        model.weights().tensor(Weights.SCORE_WEIGHT).get(5),
                        back.weights().tensor(Weights.SCORE_WEIGHT).get(5));
            }
        }
    }

    @Test
    void training_goes_on_from_a_checkpoint_with_its_moments() throws IOException {
        try (var base = TinyModels.llama(3)) {
            base.save(folder.resolve("base"));
            try (var model = PretrainedModel.loadWithScalarHead(folder.resolve("base"), 1);
                    var first = model.weights().copy();
                    var second = model.weights().copy()) {
                second.tensor(Weights.SCORE_BIAS).set(0, 5);
                var root = folder.resolve("run");
                TrainingCheckpoint.write(root, 4, model, new OptimizerState(4, first, second), Map.of("epoch", 1));
                var checkpoint = TrainingCheckpoint.newest(root).orElseThrow();
                try (var back = checkpoint.scalarModel()) {
                    assertEquals(model.weights().sha256(), back.weights().sha256());
                    var state = checkpoint.scalarOptimizer(back.config());
                    assertEquals(first.sha256(), state.firstMoment().sha256());
                    assertEquals(second.sha256(), state.secondMoment().sha256());
                    state.firstMoment().close();
                    state.secondMoment().close();
                }
            }
        }
    }

    private Path saved() throws IOException {
        var base = folder.resolve("base");
        var saved = folder.resolve("reward");
        try (var model = TinyModels.llama(1)) {
            model.save(base);
        }
        try (var model = PretrainedModel.loadWithScalarHead(base, 7)) {
            model.save(saved);
        }
        return saved;
    }
}
