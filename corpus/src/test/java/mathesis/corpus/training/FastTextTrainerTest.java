package mathesis.corpus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mathesis.corpus.classify.DenseMatrix;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.ModelArguments;
import mathesis.corpus.classify.ModelArguments.Kind;
import mathesis.corpus.classify.ModelArguments.Loss;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FastTextTrainerTest {
    private static final TrainingWatch NOBODY = TrainingWatch.NONE;

    record Case(Loss loss, int dimensions, int labels) {}

    static Stream<Case> cases() {
        return Stream.of(Loss.values())
                .flatMap(loss -> Stream.of(1, 7, 8, 33)
                        .flatMap(dim -> Stream.of(1, 2, 5).map(labels -> new Case(loss, dim, labels))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_fast_trainer_equals_the_plain_one(Case c) throws IOException {
        byte[] text = text(c.labels, 60, 11);
        var options = options(c.loss, c.dimensions, 0.5, 4, 3, 50, 2, 4);
        var plain = new PlainTrainer(options, text);
        var model = train(options, text);
        assertEquals(plain.dictionary.words(), model.dictionary().words());
        assertRows(plain.output, model.output().rows(), (DenseMatrix) model.output());
        // buckets that no line met are zero in the model
        assertRows(plain.input, plain.dictionary.words(), (DenseMatrix) model.input());
    }

    private static void assertRows(double[][] expected, long rows, DenseMatrix actual) {
        var row = new float[actual.columns()];
        for (int r = 0; r < rows; r++) {
            actual.copyRow(r, row);
            for (int i = 0; i < row.length; i++) {
                assertEquals(expected[r][i], row[i], 2e-4, "row " + r + ", column " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void one_thread_gives_the_same_model_bit_by_bit(Loss loss) throws IOException {
        byte[] text = text(3, 40, 5);
        var options = options(loss, 9, 0.3, 3, 2, 20, 0, 0);
        assertArrayEquals(allInput(train(options, text)), allInput(train(options, text)));
        assertFalse(Arrays.equals(allInput(train(options, text)), allInput(train(options.withSeed(1), text))));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void it_learns_a_tiny_set(Loss loss) throws IOException {
        var trained = new FastTextTrainer(options(loss, 16, 0.5, 100, 2, 100, 0, 0), Runnable::run, NOBODY)
                .train(TrainingText.of(text(4, 40, 3)));
        assertEquals(Optional.empty(), trained.report().warning());
        assertTrue(trained.report().finalLoss() < 0.5 * trained.report().uninformedLoss());
        for (int label = 0; label < 4; label++) {
            assertEquals("__label__l" + label, best(trained.model(), "w" + label + " w" + label));
        }
    }

    @Test
    void two_threads_learn_as_well() throws IOException {
        try (var pool = Executors.newFixedThreadPool(2)) {
            var trained = new FastTextTrainer(
                            options(Loss.SOFTMAX, 16, 0.5, 100, 2, 100, 0, 0).withThreads(2), pool, NOBODY)
                    .train(TrainingText.of(text(4, 40, 3)));
            for (int label = 0; label < 4; label++) {
                assertEquals("__label__l" + label, best(trained.model(), "w" + label + " w" + label));
            }
        }
    }

    @Test
    void more_threads_than_the_executor_has_take_their_turns() throws IOException {
        var options = options(Loss.SOFTMAX, 4, 0.5, 5, 1, 0, 0, 0).withThreads(3);
        var trained = new FastTextTrainer(options, Runnable::run, NOBODY).train(TrainingText.of(text(2, 20, 1)));
        assertTrue(trained.report().linesLearned() >= 100);
    }

    @Test
    void a_model_survives_its_file(@TempDir Path folder) throws IOException {
        var model = train(options(Loss.SOFTMAX, 8, 0.5, 20, 3, 100, 2, 3), text(3, 40, 3));
        model.write(folder.resolve("m.bin"));
        var read = FastTextModel.read(folder.resolve("m.bin"));
        assertEquals(
                model.predict("w1 w2 zzz".getBytes(StandardCharsets.UTF_8), 3, 0),
                read.predict("w1 w2 zzz".getBytes(StandardCharsets.UTF_8), 3, 0));
        assertEquals(model.arguments(), read.arguments());
    }

    @Test
    void files_and_memory_give_the_same_model(@TempDir Path folder) throws IOException {
        byte[] text = text(2, 30, 8);
        Files.write(folder.resolve("t.txt"), text);
        var options = options(Loss.SOFTMAX, 8, 0.5, 3, 2, 30, 0, 0);
        var ofFile = new FastTextTrainer(options, Runnable::run, NOBODY)
                .train(TrainingText.file(folder.resolve("t.txt")))
                .model();
        assertArrayEquals(allInput(train(options, text)), allInput(ofFile));
    }

    @Test
    void hostile_lines_are_survived() throws IOException {
        var text = new StringBuilder("\n\n__label__a\n__label__a __label__b\n \t \r\n__label__a one\0two three\n");
        text.append("__label__b ").append("x ".repeat(500_000)).append("\n"); // 1 MB
        text.append("no label here\n__label__a </s> four </s> five\n__label__b ");
        text.append("y".repeat(100_000)).append("\n__label__b \uD83D\uDE00 \u3000 no newline at the end");
        var options = options(Loss.ONE_VS_ALL, 5, 0.1, 2, 3, 40, 2, 3);
        var trained = new FastTextTrainer(options, Runnable::run, NOBODY)
                .train(TrainingText.of(text.toString().getBytes(StandardCharsets.UTF_8)));
        assertTrue(trained.report().linesLearned() > 0);
        assertEquals(2, trained.report().labels());
        assertTrue(trained.model().dictionary().find("two") >= 0);
    }

    @Test
    void a_text_without_labels_or_words_is_refused() {
        var options = options(Loss.SOFTMAX, 5, 0.1, 2, 1, 0, 0, 0);
        assertTrue(refusal(options, "no label at all\n").contains("__label__"));
        assertTrue(refusal(options, "").contains("word"));
        assertTrue(refusal(withMinCount(options, 5), "__label__a b c\n").contains("min"));
    }

    @Test
    void a_rate_that_is_too_high_is_told() {
        var options = options(Loss.SOFTMAX, 5, 100, 5000, 1, 0, 0, 0);
        var text = "__label__a x\n__label__b x\n__label__a x x y\n__label__b y\n".getBytes(StandardCharsets.UTF_8);
        try {
            for (var p : train(options, text).predict("x".getBytes(StandardCharsets.UTF_8), 2, 0)) {
                assertTrue(p.probability() >= 0);
            }
        } catch (IllegalStateException e) {
            assertTrue(e.getMessage().contains("--lr"), e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_training_that_learns_nothing_is_warned_of() throws IOException {
        var trained = new FastTextTrainer(options(Loss.SOFTMAX, 8, 1e-3, 1, 1, 0, 0, 0), Runnable::run, NOBODY)
                .train(TrainingText.of(text(2, 40, 3)));
        assertEquals(Math.log(2), trained.report().uninformedLoss(), 1e-9);
        assertTrue(trained.report().warning().orElse("").contains("60 words"));
    }

    @Test
    void progress_is_told_and_a_training_can_be_cancelled() throws IOException {
        var seen = new ArrayList<TrainingProgress>();
        var options = options(Loss.SOFTMAX, 4, 0.5, 50, 1, 0, 0, 0);
        new FastTextTrainer(options, Runnable::run, new TrainingWatch(seen::add, () -> false))
                .train(TrainingText.of(text(2, 40, 3)));
        assertTrue(seen.size() > 5);
        assertEquals(1, seen.getLast().share(), 0.05);
        assertTrue(seen.getFirst().learningRate() > seen.getLast().learningRate());
        var asked = new AtomicInteger();
        var watch = new TrainingWatch(_ -> {}, () -> asked.incrementAndGet() > 30);
        assertThrows(
                CancellationException.class,
                () -> new FastTextTrainer(options, Runnable::run, watch).train(TrainingText.of(text(2, 40, 3))));
        assertTrue(asked.get() < 100);
    }

    @Test
    void rare_labels_are_left_out() throws IOException {
        var options =
                new TrainingOptions(options(Loss.SOFTMAX, 4, 0.5, 2, 1, 0, 0, 0).model(), 0.5, 2, 0, 1);
        var model = train(options, "__label__a x\n__label__a y\n__label__b x\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(1, model.dictionary().labels());
    }

    private static String refusal(TrainingOptions options, String text) {
        return assertThrows(IllegalArgumentException.class, () -> train(options, text.getBytes(StandardCharsets.UTF_8)))
                .getMessage();
    }

    private static String best(FastTextModel model, String line) {
        return model.predict(line.getBytes(StandardCharsets.UTF_8), 1, 0).get(0).label();
    }

    static FastTextModel train(TrainingOptions options, byte[] text) throws IOException {
        return new FastTextTrainer(options, Runnable::run, NOBODY)
                .train(TrainingText.of(text))
                .model();
    }

    static float[] allInput(FastTextModel model) {
        var matrix = (DenseMatrix) model.input();
        var all = new float[(int) matrix.rows() * matrix.columns()];
        var row = new float[matrix.columns()];
        for (int r = 0; r < matrix.rows(); r++) {
            matrix.copyRow(r, row);
            System.arraycopy(row, 0, all, r * row.length, row.length);
        }
        return all;
    }

    static TrainingOptions options(
            Loss loss, int dim, double rate, int epochs, int ngrams, int buckets, int minn, int maxn) {
        var arguments =
                new ModelArguments(dim, 5, epochs, 1, 5, ngrams, loss, Kind.SUPERVISED, buckets, minn, maxn, 100, 1e-4);
        return new TrainingOptions(arguments, rate, 0, 0, 1);
    }

    private static TrainingOptions withMinCount(TrainingOptions o, int minCount) {
        var m = o.model();
        return new TrainingOptions(
                new ModelArguments(
                        m.dim(),
                        m.ws(),
                        m.epoch(),
                        minCount,
                        m.neg(),
                        m.wordNgrams(),
                        m.loss(),
                        m.model(),
                        m.bucket(),
                        m.minn(),
                        m.maxn(),
                        m.lrUpdateRate(),
                        m.t()),
                o.learningRate(),
                o.minCountLabel(),
                o.seed(),
                o.threads());
    }

    /// Lines of label `l` with the word `wl` and words of no meaning.
    static byte[] text(int labels, int lines, long seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            int label = i % labels;
            text.append("__label__l").append(label);
            for (int word = 0; word < 3 + random.nextInt(9); word++) {
                text.append(random.nextInt(3) == 0 ? " w" + label : " n" + random.nextInt(20));
            }
            text.append(" w").append(label).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
