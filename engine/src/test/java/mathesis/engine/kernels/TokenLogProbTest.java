package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TokenLogProbTest {
    private static final float MASKED = Float.NEGATIVE_INFINITY;

    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 33, 100, 511, 512, 513, 1000, 1025, 32000})
    void log_probabilities_and_entropy_equal_the_reference(int vocabulary) {
        var logits = Floats.normal(3 * vocabulary, 1);
        var logits_TV = Floats.of(logits);
        for (float inverseTemperature : new float[] {1, 0.5f, 4}) {
            for (int row = 0; row < 3; row++) {
                var ofRow = Arrays.copyOfRange(logits, row * vocabulary, (row + 1) * vocabulary);
                assertScores(ofRow, logits_TV, row, inverseTemperature);
            }
        }
    }

    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {7, 17, 513, 1025, 2048})
    void masked_tokens_have_no_probability(int vocabulary) {
        var logits = Floats.normal(vocabulary, 1);
        Arrays.fill(logits, vocabulary / 3, vocabulary, MASKED); // whole blocks of the longer rows
        logits[vocabulary - 1] = 3;
        assertScores(logits, Floats.of(logits), 0, 0.7f);
    }

    private static void assertScores(float[] ofRow, MemorySegment logits_TV, int row, float inverseTemperature) {
        int vocabulary = ofRow.length;
        var p = TokenLogProbReference.probabilities(ofRow, inverseTemperature);
        float logSumExp = TokenLogProb.logSumExp(logits_TV, row, vocabulary, inverseTemperature);
        assertEquals(TokenLogProbReference.logSumExp(ofRow, inverseTemperature), logSumExp, 2e-6);
        int last = vocabulary - 1;
        assertEquals(
                Math.log(p[last]),
                TokenLogProb.logprob(logits_TV, row, vocabulary, last, inverseTemperature, logSumExp),
                4e-6);
        var logSumExps = new float[2];
        var entropies = new float[2];
        TokenLogProb.scores(logits_TV, row, vocabulary, inverseTemperature, logSumExps, entropies, 1);
        assertEquals(logSumExp, logSumExps[1]);
        assertEquals(TokenLogProbReference.entropy(ofRow, inverseTemperature), entropies[1], 4e-6);
        TokenLogProb.draw(logits_TV, row, vocabulary, inverseTemperature, 0.5, logSumExps, 0);
        assertEquals(logSumExp, logSumExps[0]);
        var probabilities = new float[vocabulary];
        TokenLogProb.probabilities(probabilities, logits_TV, row, vocabulary, inverseTemperature, logSumExp);
        assertArrayEquals(p, doubles(probabilities), 2e-6);
    }

    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {1, 7, 16, 33, 100, 513})
    void the_gradient_equals_the_reference_and_rows_without_target_get_none(int vocabulary) {
        var logits = Floats.normal(2 * vocabulary, 1);
        var logits_TV = Floats.of(logits);
        float logSumExp = TokenLogProb.logSumExp(logits_TV, 0, vocabulary, 0.5f);
        TokenLogProb.backward(
                logits_TV,
                logits_TV,
                new int[] {vocabulary / 2, -1},
                new float[] {logSumExp, 0},
                new float[] {3, 3},
                vocabulary,
                0.5f,
                0,
                2);
        var ofRow = Arrays.copyOf(logits, vocabulary);
        var expected = TokenLogProbReference.backward(ofRow, vocabulary / 2, 3, 0.5);
        assertArrayEquals(expected, doubles(Floats.array(logits_TV, 0, vocabulary)), 2e-6);
        assertArrayEquals(new float[vocabulary], Floats.array(logits_TV, vocabulary, vocabulary));
    }

    @Test
    void far_apart_logits_give_certainty_and_no_entropy() {
        var logits = Floats.of(0, 1000, MASKED);
        var logSumExps = new float[1];
        var entropies = new float[1];
        TokenLogProb.scores(logits, 0, 3, 1, logSumExps, entropies, 0);
        assertEquals(1000, logSumExps[0]);
        assertEquals(0, entropies[0]);
    }

    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {1, 7, 16, 33, 511, 512, 513, 1025, 32000})
    void a_draw_inverts_the_cumulative_distribution(int vocabulary) {
        var logits = Floats.normal(vocabulary, 2);
        logits[vocabulary / 2] = 4;
        var logits_V = Floats.of(logits);
        var below = new double[vocabulary + 1];
        var p = TokenLogProbReference.probabilities(logits, 0.8f);
        for (int token = 0; token < vocabulary; token++) {
            below[token + 1] = below[token] + p[token];
        }
        var random = new Random(3);
        for (int i = 0; i < 500; i++) {
            double uniform = random.nextDouble();
            int token = TokenLogProb.draw(logits_V, 0, vocabulary, 0.8f, uniform, new float[1], 0);
            assertTrue(below[token] <= uniform + 1e-6 && uniform <= below[token + 1] + 1e-6, token + " at " + uniform);
        }
    }

    @Test
    void tokens_of_probability_0_are_never_drawn() {
        var logits = new float[1600];
        Arrays.fill(logits, MASKED);
        logits[700] = -200; // e^-200 is no float
        logits[701] = 0;
        logits[1100] = 0;
        logits[1101] = -100;
        var logits_V = Floats.of(logits);
        for (double uniform : new double[] {0, 0.25, 0.5 - 1e-9, 0.5 + 1e-9, 0.75, 1 - 0x1p-53}) {
            int token = TokenLogProb.draw(logits_V, 0, logits.length, 1, uniform, new float[1], 0);
            assertEquals(uniform < 0.5 ? 701 : 1100, token, "at " + uniform);
        }
    }

    @Test
    void draws_come_as_often_as_their_probability() {
        var logits = Floats.of((float) Math.log(0.5), (float) Math.log(0.3), MASKED, (float) Math.log(0.2));
        var counts = new int[4];
        for (int i = 0; i < 1000; i++) {
            counts[TokenLogProb.draw(logits, 0, 4, 1, (i + 0.5) / 1000, new float[1], 0)]++;
        }
        assertArrayEquals(new int[] {500, 300, 0, 200}, counts);
    }

    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {1, 7, 15, 16, 17, 31, 33, 513, 1025})
    void the_greatest_logit_of_the_lowest_id_is_found(int vocabulary) {
        for (int token = 0; token < vocabulary; token++) {
            var logits = new float[vocabulary];
            Arrays.fill(logits, -0f);
            Arrays.fill(logits, 0, token, MASKED);
            logits[vocabulary - 1] = 0f; // equal to -0
            assertEquals(token, TokenLogProb.argmax(Floats.of(logits), 0, vocabulary));
        }
    }

    @Test
    void nan_is_never_the_greatest_logit_except_first() {
        var logits = Floats.normal(70, 1);
        logits[40] = 9;
        logits[8] = Float.NaN;
        logits[24] = Float.NaN;
        logits[69] = Float.NaN;
        assertEquals(40, TokenLogProb.argmax(Floats.of(logits), 0, 70));
        logits[0] = Float.NaN;
        assertEquals(0, TokenLogProb.argmax(Floats.of(logits), 0, 70));
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
