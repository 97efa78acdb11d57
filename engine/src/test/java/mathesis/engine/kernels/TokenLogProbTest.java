package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TokenLogProbTest {
    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 33, 100, 1000})
    void log_probabilities_and_entropy_equal_the_reference(int vocabulary) {
        var logits = Floats.normal(3 * vocabulary, 1);
        var logits_TV = Floats.of(logits);
        for (float inverseTemperature : new float[] {1, 0.5f, 4}) {
            for (int row = 0; row < 3; row++) {
                var ofRow = java.util.Arrays.copyOfRange(logits, row * vocabulary, (row + 1) * vocabulary);
                var p = TokenLogProbReference.probabilities(ofRow, inverseTemperature);
                float logSumExp = TokenLogProb.logSumExp(logits_TV, row, vocabulary, inverseTemperature);
                assertEquals(TokenLogProbReference.logSumExp(ofRow, inverseTemperature), logSumExp, 2e-6);
                int last = vocabulary - 1;
                assertEquals(
                        Math.log(p[last]),
                        TokenLogProb.logprob(logits_TV, row, vocabulary, last, inverseTemperature, logSumExp),
                        4e-6);
                assertEquals(
                        TokenLogProbReference.entropy(ofRow, inverseTemperature),
                        TokenLogProb.entropy(logits_TV, row, vocabulary, inverseTemperature, logSumExp),
                        4e-6);
                var probabilities = new float[vocabulary];
                TokenLogProb.probabilities(probabilities, logits_TV, row, vocabulary, inverseTemperature);
                assertArrayEquals(p, doubles(probabilities), 1e-6);
            }
        }
    }

    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {1, 7, 16, 33, 100})
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
        var ofRow = java.util.Arrays.copyOf(logits, vocabulary);
        var expected = TokenLogProbReference.backward(ofRow, vocabulary / 2, 3, 0.5);
        assertArrayEquals(expected, doubles(Floats.array(logits_TV, 0, vocabulary)), 2e-6);
        assertArrayEquals(new float[vocabulary], Floats.array(logits_TV, vocabulary, vocabulary));
    }

    @Test
    void far_apart_logits_give_certainty_and_no_entropy() {
        var logits = Floats.of(0, 1000, Float.NEGATIVE_INFINITY);
        float logSumExp = TokenLogProb.logSumExp(logits, 0, 3, 1);
        assertEquals(1000, logSumExp);
        assertEquals(0, TokenLogProb.entropy(logits, 0, 3, 1, logSumExp));
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
