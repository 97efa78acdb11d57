package mathesis.rollout.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NucleusSamplingTest {
    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {1, 2, 17, 100, 3000})
    void random_rows_are_cut_as_a_full_sort_cuts_them(int vocabulary) {
        var random = new Random(1);
        for (double spread : new double[] {0, 0.01, 1, 5, 40}) {
            var logits = random.doubles(vocabulary)
                    .map(x -> spread * Math.log(x / (1 - x)))
                    .toArray();
            assertDrawsOfFullSort(softmax(logits), random);
        }
    }

    @Test
    void ties_zeros_and_powers_of_two_are_cut_as_a_full_sort_cuts_them() {
        var random = new Random(2);
        var equal = new float[1000];
        Arrays.fill(equal, 1f / 1000);
        assertDrawsOfFullSort(equal, random);
        var halves = new float[40];
        for (int i = 0; i < 40; i++) {
            halves[(i * 7) % 40] = (float) Math.scalb(1.0, -1 - i / 2); // twice each
        }
        assertDrawsOfFullSort(halves, random);
        var one = new float[50];
        one[20] = 1;
        assertDrawsOfFullSort(one, random);
        var neighbours = new float[64];
        for (int i = 0; i < 64; i++) {
            neighbours[i] = Float.intBitsToFloat(Float.floatToIntBits(1f / 64) + i % 5 - 2); // across a bin's edge
        }
        assertDrawsOfFullSort(neighbours, random);
    }

    @Test
    void the_nucleus_is_the_smallest_set_that_reaches_p() {
        var nucleus = new NucleusSampling(4, 0, 0.75);
        var p = new float[] {0.125f, 0.5f, 0.125f, 0.25f};
        assertArrayEquals(new int[] {1, 1, 3}, drawn(nucleus, p, 0, 0.66, 0.67));
        assertArrayEquals(new int[] {1, 3, 0}, drawn(new NucleusSampling(4, 0, 0.76), p, 0, 0.6, 0.9));
    }

    @Test
    void top_k_breaks_ties_by_the_lower_id() {
        var p = new float[] {0.25f, 0.25f, 0.25f, 0.25f};
        assertArrayEquals(new int[] {0, 0, 1, 1}, drawn(new NucleusSampling(4, 2, 1), p, 0, 0.49, 0.51, 0.99));
    }

    private static int[] drawn(NucleusSampling nucleus, float[] p, double... uniforms) {
        return Arrays.stream(uniforms).mapToInt(u -> nucleus.draw(p, u)).toArray();
    }

    private static void assertDrawsOfFullSort(float[] p, Random random) {
        for (int topK : new int[] {0, 1, 2, 5, 40, p.length, 2 * p.length}) {
            for (double topP : new double[] {1e-6, 0.1, 0.5, 0.9, 0.999, 1}) {
                var nucleus = new NucleusSampling(p.length, topK, topP);
                for (int i = 0; i < 5; i++) {
                    double uniform = i == 0 ? 0 : i == 1 ? 1 - 0x1p-53 : random.nextDouble();
                    int expected = topK == 0 && topP == 1 ? fromAll(p, uniform) : fullSort(p, topK, topP, uniform);
                    assertEquals(expected, nucleus.draw(p, uniform), "k " + topK + ", p " + topP + ", at " + uniform);
                }
            }
        }
    }

    private static int fullSort(float[] p, int topK, double topP, double uniform) {
        int[] ranked = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(token -> -p[token]).thenComparing(token -> token))
                .limit(topK == 0 ? p.length : topK)
                .mapToInt(token -> token)
                .toArray();
        double all = Arrays.stream(ranked).mapToDouble(token -> p[token]).reduce(0, Double::sum);
        int kept = 0;
        double mass = 0;
        while (kept < ranked.length && (kept == 0 || mass < topP * all)) {
            mass += p[ranked[kept++]];
        }
        double left = uniform * mass;
        for (int rank = 0; rank < kept; rank++) {
            left -= p[ranked[rank]];
            if (left < 0) {
                return ranked[rank];
            }
        }
        return ranked[kept - 1];
    }

    private static int fromAll(float[] p, double uniform) {
        double left = uniform
                * IntStream.range(0, p.length).mapToDouble(token -> p[token]).reduce(0, Double::sum);
        int last = 0;
        for (int token = 0; token < p.length && left >= 0; token++) {
            if (p[token] > 0) {
                last = token;
                left -= p[token];
            }
        }
        return last;
    }

    private static float[] softmax(double[] logits) {
        double max = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits).map(z -> Math.exp(z - max)).sum();
        var p = new float[logits.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = (float) (Math.exp(logits[i] - max) / sum);
        }
        return p;
    }
}
