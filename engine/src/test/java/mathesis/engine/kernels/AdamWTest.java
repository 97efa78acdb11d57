package mathesis.engine.kernels;

import static mathesis.engine.kernels.Floats.array;
import static mathesis.engine.kernels.Floats.normal;
import static mathesis.engine.kernels.Floats.of;
import static mathesis.engine.kernels.Floats.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AdamWTest {
    @ParameterizedTest(name = "{0} floats")
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 33, 64, 513, 1000})
    void ten_updates_equal_the_reference(int count) {
        var w = of(normal(count, 1));
        var m = zeros(count);
        var v = zeros(count);
        var expected = doubles(normal(count, 1));
        var mean = new double[count];
        var variance = new double[count];
        for (int step = 1; step <= 10; step++) {
            var g = normal(count, 10 + step);
            double correction1 = 1 - Math.pow(0.9, step);
            double correction2 = 1 - Math.pow(0.95, step);
            AdamW.step(w, of(g), m, v, 0, count, 1e-2, 0.9, 0.95, 1e-8, 0.1, 0.5, correction1, correction2);
            var halved = doubles(g);
            for (int i = 0; i < count; i++) {
                halved[i] /= 2;
            }
            AdamWReference.step(expected, halved, mean, variance, 1e-2, 0.9, 0.95, 1e-8, 0.1, step);
        }
        for (int i = 0; i < count; i++) {
            assertEquals(expected[i], array(w)[i], 3e-6, "element " + i);
        }
    }

    @Test
    void the_first_update_moves_by_the_learning_rate_whatever_the_gradient() {
        var w = of(1, 1, 1);
        AdamW.step(w, of(5, -0.001f, 0), zeros(3), zeros(3), 0, 3, 0.125, 0.9, 0.95, 1e-12, 0, 1, 1 - 0.9, 1 - 0.95);
        assertEquals(0.875, array(w)[0], 1e-6);
        assertEquals(1.125, array(w)[1], 1e-6);
        assertEquals(1, array(w)[2]);
    }

    @Test
    void only_the_asked_range_is_updated() {
        var w = of(normal(40, 1));
        AdamW.step(w, of(normal(40, 2)), zeros(40), zeros(40), 3, 37, 0.1, 0.9, 0.95, 1e-8, 0.1, 1, 0.1, 0.05);
        for (int i = 0; i < 40; i++) {
            assertEquals(i < 3 || i >= 37, normal(40, 1)[i] == array(w)[i], "element " + i);
        }
    }

    @ParameterizedTest(name = "{0} floats")
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 64, 511, 513, 1000, 32000})
    void squares_are_summed_in_double(int count) {
        double sum = 0;
        for (float x : normal(count + 1, 1)) {
            sum += (double) x * x;
        }
        double first = normal(count + 1, 1)[0];
        assertEquals(
                sum - first * first, AdamW.sumOfSquares(of(normal(count + 1, 1)), 1, count + 1), 1e-12 * (1 + sum));
    }

    private static double[] doubles(float[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
