package mathesis.engine.kernels;

import static mathesis.engine.kernels.Floats.array;
import static mathesis.engine.kernels.Floats.assertClose;
import static mathesis.engine.kernels.Floats.assertSameBits;
import static mathesis.engine.kernels.Floats.normal;
import static mathesis.engine.kernels.Floats.of;
import static mathesis.engine.kernels.Floats.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class Int8GemmTest {
    static Stream<Arguments> awkwardShapes() {
        return Stream.of(1, 3, 4, 7, 8, 9, 17, 64)
                .flatMap(m -> Stream.of(1, 7, 15, 16, 17, 31, 32, 33, 100)
                        .flatMap(n -> Stream.of(1, 3, 4, 8, 33, 127, 128, 129, 132, 300)
                                .map(k -> Arguments.of(m, n, k))));
    }

    @ParameterizedTest(name = "{0} x {1}, depth {2}")
    @MethodSource("awkwardShapes")
    void products_equal_the_reference(int m, int n, int k) {
        var a = normal(m * k, 1);
        var w = normal(n * k, 2);
        var expected = normal(m * n, 3);
        var c = of(expected);
        var packed = packed(w, k, n);
        Int8GemmReference.multiply(expected, a, w, m, n, k, true);
        Int8Gemm.multiply(c, of(a), packed, n, k, 0, m, true);
        assertClose(expected, array(c), 2e-6 * Math.sqrt(k) * 4);
        Int8GemmReference.multiply(expected, a, w, m, n, k, false);
        Int8Gemm.multiply(c, of(a), packed, n, k, 0, m, false);
        assertClose(expected, array(c), 2e-6 * Math.sqrt(k) * 4);
    }

    @ParameterizedTest(name = "in a batch of {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 64, 129})
    void a_row_has_the_same_bits_alone_and_in_a_batch(int m) {
        int n = 101;
        int k = 352;
        var a = normal(m * k, 1);
        var w = packed(normal(k * n, 2), k, n);
        var batch = zeros(m * n);
        Int8Gemm.multiply(batch, of(a), w, n, k, 0, m, false);
        for (int row = 0; row < m; row++) {
            var alone = zeros(n);
            Int8Gemm.multiply(alone, of(Arrays.copyOfRange(a, row * k, (row + 1) * k)), w, n, k, 0, 1, false);
            assertSameBits(array(alone), Floats.array(batch, (long) row * n, n));
        }
    }

    @ParameterizedTest(name = "{0} rows, depth {1}")
    @CsvSource({"1, 300", "1, 301", "5, 300"})
    void an_element_is_one_chain_over_integers_then_the_scale_then_what_was_there(int m, int k) {
        var a = normal(m * k, 1);
        var w = normal(k, 2);
        var c = Floats.filled(m, 0.5f);
        Int8Gemm.multiply(c, of(a), packed(w, k, 1), 1, k, 0, m, true);
        float scale = Int8GemmReference.scale(w);
        for (int row = 0; row < m; row++) {
            float chain = 0;
            for (int i = 0; i < k; i++) {
                chain = Math.fma(a[row * k + i], (float) Int8GemmReference.round(w[i], scale), chain);
            }
            assertEquals(scale * chain + 0.5f, array(c)[row]);
        }
    }

    @Test
    void threads_do_not_change_the_bits() {
        int m = 77;
        int n = 96;
        int k = 200;
        var a = of(normal(m * k, 1));
        var w = packed(normal(k * n, 2), k, n);
        var results = List.of(zeros(m * n), zeros(m * n));
        for (int threads = 1; threads <= 2; threads++) {
            var c = results.get(threads - 1);
            try (var workers = Workers.of(threads)) {
                workers.forEach(m, 1, (from, to) -> Int8Gemm.multiply(c, a, w, n, k, from, to, false));
            }
        }
        assertSameBits(array(results.get(0)), array(results.get(1)));
    }

    @ParameterizedTest(name = "weights of size {0}")
    @ValueSource(doubles = {1e-36, 1e-6, 0.02, 1, 3e37})
    void no_weight_moves_by_more_than_half_a_scale(double size) {
        int k = 300;
        int n = 33;
        var w = normal(k * n, 4);
        for (int i = 0; i < w.length; i++) {
            w[i] *= (float) size;
        }
        var products = restored(w, k, n);
        for (int row = 0; row < n; row++) {
            float scale = Int8GemmReference.scale(Arrays.copyOfRange(w, row * k, (row + 1) * k));
            for (int i = 0; i < k; i++) {
                double moved = Math.abs((double) products[i * n + row] - w[row * k + i]);
                assertTrue(moved <= scale * 0.50001, "weight " + w[row * k + i] + " moved by " + moved);
            }
        }
    }

    @Test
    void halves_are_rounded_to_even_and_the_largest_weight_stays() {
        // scale 1, by hand
        var w = new float[] {-127, 0.5f, 1.5f, -2.5f, 126.5f, -0.49f, 1};
        assertArrayEquals(new float[] {-127, 0, 2, -2, 126, 0, 1}, restored(w, w.length, 1));
    }

    @Test
    void zeros_and_weights_too_small_for_a_scale_give_zeros() {
        assertArrayEquals(new float[6], restored(new float[] {0, 0, -0f, 1e-37f, -1e-40f, Float.MIN_VALUE}, 3, 2));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_row_with_a_weight_that_is_no_number_gives_nan_and_leaves_the_others_alone(float broken) {
        var w = new float[] {1, 2, broken, 4, 127, 0, 3, 4};
        var c = zeros(2);
        Int8Gemm.multiply(c, of(1, 1, 1, 1), packed(w, 4, 2), 2, 4, 0, 1, false);
        assertEquals(Float.NaN, array(c)[0]);
        assertEquals(134, array(c)[1]);
    }

    @Test
    void only_the_asked_rows_are_written() {
        int n = 20;
        var c = Floats.filled(5 * n, 9);
        Int8Gemm.multiply(c, of(normal(5 * 3, 1)), packed(normal(3 * n, 2), 3, n), n, 3, 1, 3, false);
        var values = array(c);
        for (int i = 0; i < values.length; i++) {
            boolean inside = i / n >= 1 && i / n < 3;
            assertEquals(!inside, values[i] == 9, "element " + i);
        }
    }

    @Test
    void rows_beyond_the_arrays_are_refused() {
        var w = packed(new float[1], 1, 1);
        assertThrows(
                IndexOutOfBoundsException.class, () -> Int8Gemm.multiply(zeros(2), zeros(2), w, 1, 1, 0, 3, false));
        assertThrows(
                IndexOutOfBoundsException.class, () -> Int8Gemm.multiply(zeros(2), zeros(2), w, 1, 1, -1, 1, false));
    }

    @Test
    void packing_takes_about_a_quarter_of_the_floats() {
        assertEquals(32 * (1 + 72) * 1000, Int8Gemm.packedFloats(288, 32000));
        assertEquals(2 * 32 * (1 + 2), Int8Gemm.packedFloats(5, 33));
    }

    /// `[k, n]`: what each packed weight stands for, as the product with the unit matrix gives it.
    private static float[] restored(float[] w, int k, int n) {
        var units = new float[k * k];
        for (int i = 0; i < k; i++) {
            units[i * k + i] = 1;
        }
        var products = zeros(k * n);
        Int8Gemm.multiply(products, of(units), packed(w, k, n), n, k, 0, k, false);
        return array(products);
    }

    private static MemorySegment packed(float[] w, int k, int n) {
        var packed = zeros(Int8Gemm.packedFloats(k, n));
        Int8Gemm.pack(packed, of(w), k, n);
        return packed;
    }
}
