package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import mathesis.corpus.classify.ModelArguments.Loss;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScorerTest {
    private static final float ADDED_BY_PREDICTIONS = 1e-5f;
    private static final double ROUNDING = 2e-6;
    private static final String TWO_LABELS = "__label__math prime graph proof\n__label__other make install prime\n";

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a-softmax-ng3.bin", "b-ova-sub.bin", "d-ns.bin", "e-quant.ftz"})
    void scores_are_the_golden_models_predictions(String name) throws IOException {
        var model = GoldenFiles.model(name);
        var label = model.dictionary().label(0);
        var scorer = Scorer.collapse(GoldenFiles.file(name), label);
        for (var line : GoldenFiles.testLines(name)) {
            assertEquals(predicted(model, line, label), score(scorer, line), 1e-5, name + ": " + line);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Loss.class,
            names = {"SOFTMAX", "ONE_VS_ALL", "NEGATIVE_SAMPLING"})
    void scores_are_the_models_predictions_for_either_label(Loss loss) {
        var arguments = SmallModels.arguments(loss, 6, 3, 101, 0, 0);
        var model = SmallModels.dense(arguments, SmallModels.dictionary(TWO_LABELS), 5);
        for (var label : new String[] {"__label__math", "__label__other"}) {
            var scorer = Scorer.collapse(model, label).another();
            for (var line :
                    new String[] {"prime", "a prime graph", "install it", "make install", "", "nothing known"}) {
                assertEquals(predicted(model, line, label), score(scorer, line), ROUNDING, label + ": " + line);
            }
        }
    }

    @Test
    void character_ngrams_and_pruned_buckets_are_scored_too() {
        var dictionary = SmallModels.dictionary(TWO_LABELS);
        var arguments = SmallModels.arguments(Loss.SOFTMAX, 6, 2, 300, 2, 4);
        for (var model : new FastTextModel[] {
            SmallModels.dense(arguments, dictionary, 3), SmallModels.quantized(arguments, dictionary, 4, 4)
        }) {
            var scorer = Scorer.collapse(model, "__label__math");
            for (var line : new String[] {"prime", "primes and graphs", "unknown Γ"}) {
                assertEquals(predicted(model, line, "__label__math"), score(scorer, line), ROUNDING, line);
            }
        }
    }

    @Test
    void newlines_in_the_range_are_spaces() {
        var arguments = SmallModels.arguments(Loss.SOFTMAX, 6, 3, 101, 2, 3);
        for (int maxn : new int[] {0, 3}) {
            var model = SmallModels.dense(
                    SmallModels.arguments(Loss.SOFTMAX, 6, 3, arguments.bucket(), 2, maxn),
                    SmallModels.dictionary(TWO_LABELS),
                    7);
            var scorer = Scorer.collapse(model, "__label__math");
            assertEquals(score(scorer, "a prime graph"), score(scorer, "a\nprime\r\n\ngraph\n"), 0);
        }
    }

    @Test
    void a_text_without_any_known_feature_scores_nothing() {
        var arguments = SmallModels.arguments(Loss.SOFTMAX, 6, 1, 0, 0, 0);
        byte[] word = {'x'};
        var builder = new DictionaryBuilder();
        for (var token : new String[] {"x", "__label__a", "__label__b"}) {
            builder.add(token.getBytes(UTF_8), 0, token.length());
        }
        var scorer = Scorer.collapse(SmallModels.dense(arguments, builder.build(1, 0), 1), "__label__a");
        assertTrue(scorer.score(word, 0, 1) > 0);
        assertEquals(0, scorer.score(word, 0, 0));
    }

    @Test
    void models_that_do_not_collapse_say_why() {
        var dictionary = SmallModels.dictionary(SmallModels.TEXT);
        var three = SmallModels.dense(SmallModels.arguments(Loss.SOFTMAX, 4, 1, 0, 0, 0), dictionary, 1);
        assertMessage("LabelScorer", () -> Scorer.collapse(three, "__label__math"));
        assertMessage("no label __label__absent", () -> Scorer.collapse(three, "__label__absent"));
        assertMessage("no label prime", () -> Scorer.collapse(three, "prime"));
        var tree = SmallModels.dense(SmallModels.arguments(Loss.HIERARCHICAL_SOFTMAX, 4, 1, 0, 0, 0), dictionary, 1);
        assertMessage("loss hs", () -> Scorer.collapse(tree, "__label__math"));
    }

    @Test
    void a_model_with_weights_that_are_no_numbers_is_refused() {
        var dictionary = SmallModels.dictionary(TWO_LABELS);
        var arguments = SmallModels.arguments(Loss.SOFTMAX, 4, 1, 0, 0, 0);
        var input = DenseMatrix.zeros(dictionary.words(), 4, Arena.ofAuto());
        var output = DenseMatrix.zeros(2, 4, Arena.ofAuto());
        var row = new float[4];
        Arrays.fill(row, Float.NaN);
        input.setRow(2, row);
        var model = new FastTextModel(arguments, dictionary, input, output);
        assertMessage("row 2 of the model gives NaN", () -> Scorer.collapse(model, "__label__math"));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable collapse) {
        var message = assertThrows(IllegalArgumentException.class, collapse).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static float score(Scorer scorer, String line) {
        byte[] utf8 = line.getBytes(UTF_8);
        return scorer.score(utf8, 0, utf8.length);
    }

    private static double predicted(FastTextModel model, String line, String label) {
        return model.predict(line.getBytes(UTF_8), model.dictionary().labels(), 0).stream()
                .filter(prediction -> prediction.label().equals(label))
                .mapToDouble(prediction -> prediction.probability() - ADDED_BY_PREDICTIONS)
                .findFirst()
                .orElse(0);
    }
}
