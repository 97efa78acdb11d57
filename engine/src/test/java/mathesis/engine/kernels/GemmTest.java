package mathesis.engine.kernels;

import static mathesis.engine.kernels.Floats.array;
import static mathesis.engine.kernels.Floats.assertClose;
import static mathesis.engine.kernels.Floats.assertSameBits;
import static mathesis.engine.kernels.Floats.normal;
import static mathesis.engine.kernels.Floats.of;
import static mathesis.engine.kernels.Floats.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
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
class GemmTest {
    static Stream<Arguments> awkwardShapes() {
        return Stream.of(1, 3, 7, 8, 9, 17, 64)
                .flatMap(m -> Stream.of(1, 7, 15, 16, 17, 31, 32, 33, 100)
                        .flatMap(n -> Stream.of(1, 8, 33, 127, 128, 129, 300).map(k -> Arguments.of(m, n, k))));
    }

    @ParameterizedTest(name = "{0} x {1}, depth {2}")
    @MethodSource("awkwardShapes")
    void products_equal_the_reference(int m, int n, int k) {
        var a = normal(m * k, 1);
        var b = normal(k * n, 2);
        var expected = normal(m * n, 3);
        var c = of(expected);
        GemmReference.multiply(expected, a, b, m, n, k, true);
        Gemm.multiply(c, n, of(a), k, 1, packed(b, n, 1, k, n), m, n, k, 0, m, true);
        assertClose(expected, array(c), 2e-6 * Math.sqrt(k) * 4);
        GemmReference.multiply(expected, a, b, m, n, k, false);
        Gemm.multiply(c, n, of(a), k, 1, packed(b, n, 1, k, n), m, n, k, 0, m, false);
        assertClose(expected, array(c), 2e-6 * Math.sqrt(k) * 4);
    }

    @ParameterizedTest(name = "{0} x {1}, depth {2}")
    @CsvSource({"1, 1, 1", "7, 33, 9", "17, 40, 130", "64, 64, 64"})
    void transposed_operands_give_the_same_bits(int m, int n, int k) {
        var a = normal(m * k, 1);
        var b = normal(k * n, 2);
        var plain = zeros(m * n);
        var transposed = zeros(m * n);
        Gemm.multiply(plain, n, of(a), k, 1, packed(b, n, 1, k, n), m, n, k, 0, m, false);
        var packed = packed(transpose(b, k, n), 1, k, k, n);
        Gemm.multiply(transposed, n, of(transpose(a, m, k)), 1, m, packed, m, n, k, 0, m, false);
        assertSameBits(array(plain), array(transposed));
    }

    @ParameterizedTest(name = "in a batch of {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 64})
    void a_row_has_the_same_bits_alone_and_in_a_batch(int m) {
        int n = 101;
        int k = 352;
        var a = normal(m * k, 1);
        var b = packed(normal(k * n, 2), n, 1, k, n);
        var batch = zeros(m * n);
        Gemm.multiply(batch, n, of(a), k, 1, b, m, n, k, 0, m, false);
        for (int row = 0; row < m; row++) {
            var alone = zeros(n);
            var a_row = of(java.util.Arrays.copyOfRange(a, row * k, (row + 1) * k));
            Gemm.multiply(alone, n, a_row, k, 1, b, 1, n, k, 0, 1, false);
            assertSameBits(array(alone), Floats.array(batch, (long) row * n, n));
        }
    }

    @Test
    void an_element_is_one_chain_of_fused_multiply_adds_in_ascending_order() {
        int k = 300;
        var a = normal(k, 1);
        var b = normal(k, 2);
        var c = of(0.5f);
        Gemm.multiply(c, 1, of(a), k, 1, packed(b, 1, 1, k, 1), 1, 1, k, 0, 1, true);
        float chain = 0.5f;
        for (int i = 0; i < k; i++) {
            chain = Math.fma(a[i], b[i], chain);
        }
        assertEquals(chain, array(c)[0]);
    }

    @Test
    void threads_do_not_change_the_bits() {
        int m = 77;
        int n = 96;
        int k = 200;
        var a = of(normal(m * k, 1));
        var b = packed(normal(k * n, 2), n, 1, k, n);
        var results = List.of(zeros(m * n), zeros(m * n));
        for (int threads = 1; threads <= 2; threads++) {
            var c = results.get(threads - 1);
            try (var workers = Workers.of(threads)) {
                workers.forEach(m, 1, (from, to) -> Gemm.multiply(c, n, a, k, 1, b, m, n, k, from, to, false));
            }
        }
        assertSameBits(array(results.get(0)), array(results.get(1)));
    }

    @Test
    void only_the_asked_rows_and_columns_are_written() {
        int n = 20;
        var c = Floats.filled(5 * 24, 9);
        var a = of(normal(5 * 3, 1));
        Gemm.multiply(c, 24, a, 3, 1, packed(normal(3 * n, 2), n, 1, 3, n), 5, n, 3, 1, 3, false);
        var values = array(c);
        for (int i = 0; i < values.length; i++) {
            boolean inside = i / 24 >= 1 && i / 24 < 3 && i % 24 < n;
            assertEquals(!inside, values[i] == 9, "element " + i);
        }
    }

    @Test
    void rows_beyond_the_matrix_are_refused() {
        var b = packed(new float[1], 1, 1, 1, 1);
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Gemm.multiply(zeros(4), 1, zeros(4), 1, 1, b, 2, 1, 1, 0, 3, false));
    }

    private static MemorySegment packed(float[] b, long rowStride, long columnStride, int k, int n) {
        var packed = zeros(Gemm.packedFloats(k, n));
        Gemm.pack(packed, of(b), rowStride, columnStride, k, n);
        return packed;
    }

    private static float[] transpose(float[] matrix, int rows, int columns) {
        var transposed = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            transposed[i % columns * rows + i / columns] = matrix[i];
        }
        return transposed;
    }
}
