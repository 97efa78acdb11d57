package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import mathesis.corpus.classify.ModelArguments.Loss;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LabelScorerTest {
    private static final double ADDED_BY_PREDICTIONS = 1e-5;
    private static final double ROUNDING = 1e-5;

    @Test
    void scores_are_the_models_predictions_for_every_label() {
        var dictionary = SmallModels.dictionary(SmallModels.TEXT);
        var model = SmallModels.dense(SmallModels.arguments(Loss.SOFTMAX, 7, 3, 101, 2, 3), dictionary, 1);
        SmallModels.TEXT
                .lines()
                .forEach(line -> assertScores(model, LabelScorer.collapse(model).another(), line));
    }

    @Test
    void scores_are_the_predictions_of_a_golden_model_of_many_labels() throws IOException {
        var model = GoldenFiles.model("f-quant-sub.ftz");
        var scorer = LabelScorer.collapse(model);
        for (var line : GoldenFiles.testLines("f-quant-sub.ftz")) {
            assertScores(model, scorer, line);
        }
    }

    @Test
    void a_text_without_any_known_feature_scores_zeros() {
        byte[] label = "__label__only".getBytes(UTF_8);
        var builder = new DictionaryBuilder();
        builder.add(label, 0, label.length);
        var scorer = LabelScorer.collapse(new FastTextModel(
                SmallModels.arguments(Loss.SOFTMAX, 1, 1, 0, 0, 0),
                builder.build(1, 0),
                DenseMatrix.zeros(1, 1, Arena.ofAuto()),
                DenseMatrix.zeros(1, 1, Arena.ofAuto())));
        var scores = new float[] {7, 8};
        scorer.score(label, 0, label.length, scores);
        assertArrayEquals(new float[] {0, 8}, scores);
    }

    @Test
    void only_softmax_models_have_scores_of_labels() {
        var dictionary = SmallModels.dictionary(SmallModels.TEXT);
        var model = SmallModels.dense(SmallModels.arguments(Loss.ONE_VS_ALL, 2, 1, 0, 0, 0), dictionary, 1);
        assertThrows(IllegalArgumentException.class, () -> LabelScorer.collapse(model));
    }

    private static void assertScores(FastTextModel model, LabelScorer scorer, String line) {
        byte[] utf8 = line.getBytes(UTF_8);
        var scores = new float[scorer.labels()];
        scorer.score(utf8, 0, utf8.length, scores);
        var predictions = model.predict(utf8, scorer.labels(), 0);
        assertEquals(scorer.labels(), predictions.size());
        for (int label = 0; label < scores.length; label++) {
            var name = scorer.label(label);
            var predicted =
                    predictions.stream().filter(p -> p.label().equals(name)).findFirst();
            assertEquals(predicted.orElseThrow().probability() - ADDED_BY_PREDICTIONS, scores[label], ROUNDING, line);
        }
    }
}
