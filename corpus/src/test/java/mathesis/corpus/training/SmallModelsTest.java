package mathesis.corpus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import mathesis.corpus.classify.DenseMatrix;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.ModelArguments.Loss;
import mathesis.corpus.classify.Prediction;
import mathesis.corpus.classify.QuantizedMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Models made small: rows left out, rows as codes, and trained on.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SmallModelsTest {
    private static final int LABELS = 3;
    private static final byte[] TEXT = FastTextTrainerTest.text(LABELS, 60, 7);
    private static final String END_OF_LINE = "</s>";

    @TempDir
    private Path folder;

    private FastTextModel model;

    @BeforeEach
    void train() throws IOException {
        model = FastTextTrainerTest.train(FastTextTrainerTest.options(Loss.SOFTMAX, 7, 0.5, 30, 3, 500, 0, 0), TEXT);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "2, true", "3, true", "7, false"})
    void a_quantized_model_survives_its_file_and_labels_as_before(int width, boolean norms) throws IOException {
        var small = new Quantization(width, norms, false).of(model, Runnable::run);
        var read = written(small);
        assertInstanceOf(QuantizedMatrix.class, read.input());
        assertEquals(predictions(small), predictions(read));
        assertEquals(bestLabels(model), bestLabels(read));
    }

    @Test
    void the_executor_does_not_change_what_is_quantized() throws IOException {
        var alone = written(Quantization.DEFAULT.of(model, Runnable::run));
        byte[] bytes = Files.readAllBytes(folder.resolve("m"));
        try (var pool = Executors.newFixedThreadPool(3)) {
            var shared = written(Quantization.DEFAULT.of(model, pool));
            assertEquals(predictions(alone), predictions(shared));
        }
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("m")));
    }

    @Test
    void an_output_of_many_labels_is_quantized_too() throws IOException {
        var options = FastTextTrainerTest.options(Loss.ONE_VS_ALL, 5, 0.5, 5, 1, 0, 0, 0);
        var many = FastTextTrainerTest.train(options, FastTextTrainerTest.text(300, 900, 2));
        var small = new Quantization(2, true, true).of(many, Runnable::run);
        var read = written(small);
        assertInstanceOf(QuantizedMatrix.class, read.output());
        assertEquals(predictions(small), predictions(read));
    }

    @Test
    void what_cannot_be_quantized_is_refused_with_a_reason() {
        assertTrue(refusal(() -> new Quantization(0, false, false)).contains("dsub is 0"));
        assertTrue(refusal(() -> new Quantization(8, false, false).of(model, Runnable::run))
                .contains("only 7 columns"));
        assertTrue(refusal(() -> new Quantization(2, false, true).of(model, Runnable::run))
                .contains("leave qout out"));
        var tiny = RowCut.keep(model, 255);
        assertTrue(refusal(() -> Quantization.DEFAULT.of(tiny, Runnable::run)).contains("255 rows"));
        var small = Quantization.DEFAULT.of(model, Runnable::run);
        assertTrue(refusal(() -> Quantization.DEFAULT.of(small, Runnable::run)).contains("already"));
        assertTrue(refusal(() -> RowCut.keep(small, 3)).contains("already"));
        assertTrue(refusal(() -> RowCut.keep(model, 0)).contains("cutoff is 0"));
        var trainer = new FastTextTrainer(TrainingOptions.PAPER, Runnable::run, TrainingWatch.NONE);
        assertTrue(refusal(() -> trainer.retrain(small, TrainingText.of(TEXT))).contains("quantized"));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5", "20", "100"})
    void the_cut_keeps_the_end_of_a_line_and_the_largest_norms(int rows) {
        var cut = RowCut.keep(model, rows);
        assertEquals(rows, cut.input().rows());
        assertTrue(cut.dictionary().find(END_OF_LINE) >= 0);
        int end = model.dictionary().find(END_OF_LINE);
        float[] all = norms(model);
        var expected = new ArrayList<Float>(List.of(all[end]));
        var others = new ArrayList<Float>();
        for (int row = 0; row < all.length; row++) {
            if (row != end) {
                others.add(all[row]);
            }
        }
        others.sort((a, b) -> Float.compare(b, a));
        expected.addAll(others.subList(0, rows - 1));
        expected.sort(null);
        float[] kept = norms(cut);
        Arrays.sort(kept);
        for (int i = 0; i < rows; i++) {
            assertEquals(expected.get(i), kept[i]);
        }
    }

    @Test
    void a_cut_and_quantized_model_survives_its_file() throws IOException {
        var small = Quantization.DEFAULT.of(RowCut.keep(model, 300), Runnable::run);
        var read = written(small);
        assertEquals(300, read.input().rows());
        assertEquals(predictions(small), predictions(read));
        assertEquals(bestLabels(model), bestLabels(read));
    }

    @Test
    void words_that_are_kept_keep_their_rows_and_order() {
        var cut = RowCut.keep(model, 12);
        int last = -1;
        for (int word = 0; word < cut.dictionary().words(); word++) {
            int before = model.dictionary().find(cut.dictionary().text(word));
            assertTrue(before > last && !model.dictionary().isLabel(before));
            assertArrayEquals(row(model, before), row(cut, word));
            last = before;
        }
        for (int label = 0; label < LABELS; label++) {
            assertEquals(model.dictionary().label(label), cut.dictionary().label(label));
        }
    }

    @Test
    void a_cut_that_drops_nothing_known_predicts_as_before() {
        assertSame(model, RowCut.keep(model, Math.toIntExact(model.input().rows())));
        var used = RowCut.keep(model, Math.toIntExact(model.input().rows()) - 1);
        assertEquals(bestLabels(model), bestLabels(used));
    }

    @Test
    void a_cut_model_that_is_trained_on_keeps_its_rows_and_lowers_its_loss() throws IOException {
        var hasty = FastTextTrainerTest.options(Loss.SOFTMAX, 7, 0.1, 2, 3, 500, 0, 0);
        var cut = RowCut.keep(FastTextTrainerTest.train(hasty, TEXT), 300);
        var options = FastTextTrainerTest.options(Loss.SOFTMAX, 7, 0.5, 30, 3, 500, 0, 0);
        var trained =
                new FastTextTrainer(options, Runnable::run, TrainingWatch.NONE).retrain(cut, TrainingText.of(TEXT));
        assertEquals(300, trained.model().input().rows());
        assertEquals(cut.dictionary().words(), trained.model().dictionary().words());
        assertTrue(loss(trained.model()) < 0.5 * loss(cut), loss(trained.model()) + " after " + loss(cut));
        var small = Quantization.DEFAULT.of(trained.model(), Runnable::run);
        assertEquals(predictions(small), predictions(written(small)));
    }

    @Test
    void training_on_starts_from_the_weights_that_are_there() throws IOException {
        var slow = FastTextTrainerTest.options(Loss.SOFTMAX, 7, 1e-9, 1, 3, 500, 0, 0);
        var cut = RowCut.keep(model, 40);
        var trained = new FastTextTrainer(slow, Runnable::run, TrainingWatch.NONE).retrain(cut, TrainingText.of(TEXT));
        for (int r = 0; r < 40; r++) {
            assertArrayEquals(row(cut, r), row(trained.model(), r), 1e-6f);
        }
        var fast = FastTextTrainerTest.options(Loss.SOFTMAX, 7, 0.5, 1, 3, 500, 0, 0);
        var moved = new FastTextTrainer(fast, Runnable::run, TrainingWatch.NONE).retrain(cut, TrainingText.of(TEXT));
        assertFalse(Arrays.equals(norms(cut), norms(moved.model())));
    }

    private FastTextModel written(FastTextModel any) throws IOException {
        any.write(folder.resolve("m"));
        return FastTextModel.read(folder.resolve("m"));
    }

    private static List<List<Prediction>> predictions(FastTextModel any) {
        return new String(TEXT, StandardCharsets.UTF_8)
                .lines()
                .map(line -> any.predict(line.getBytes(StandardCharsets.UTF_8), LABELS, 0))
                .toList();
    }

    private static List<String> bestLabels(FastTextModel any) {
        return predictions(any).stream().map(best -> best.getFirst().label()).toList();
    }

    /// Mean over the lines of what the probability of their label costs.
    private static double loss(FastTextModel any) {
        var labels = new String(TEXT, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ")[0])
                .toList();
        var predictions = predictions(any);
        double sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            sum -= Math.log(predictions.get(i).stream()
                    .filter(prediction -> prediction.label().equals(label))
                    .mapToDouble(Prediction::probability)
                    .sum());
        }
        return sum / labels.size();
    }

    private static float[] norms(FastTextModel any) {
        var norms = new float[Math.toIntExact(any.input().rows())];
        for (int r = 0; r < norms.length; r++) {
            norms[r] = RowCut.norm(row(any, r));
        }
        return norms;
    }

    private static float[] row(FastTextModel any, int row) {
        var weights = new float[any.input().columns()];
        ((DenseMatrix) any.input()).copyRow(row, weights);
        return weights;
    }

    private static String refusal(Attempt attempt) {
        return assertThrows(IllegalArgumentException.class, attempt::make).getMessage();
    }

    private interface Attempt {
        Object make() throws IOException;
    }
}
