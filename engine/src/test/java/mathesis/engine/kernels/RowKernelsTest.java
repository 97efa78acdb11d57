package mathesis.engine.kernels;

import static mathesis.engine.kernels.Floats.assertClose;
import static mathesis.engine.kernels.Floats.assertSameBits;
import static mathesis.engine.kernels.Floats.normal;
import static mathesis.engine.kernels.Floats.of;
import static mathesis.engine.kernels.Floats.zeros;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RMSNorm, SwiGLU, rotary positions, embedding and the elementwise kernels against their plain twins.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RowKernelsTest {
    private static final int ROWS = 5;

    @ParameterizedTest(name = "{0} channels")
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 33, 64, 128, 288, 511, 513})
    void rms_norm_equals_its_reference_forward_and_backward(int channels) {
        var x = normal(ROWS * channels, 1);
        var g = normal(channels, 2);
        var dy = normal(ROWS * channels, 3);
        var y = new float[x.length];
        var invRms = new float[ROWS];
        var dx = normal(x.length, 4);
        var dg = normal(channels, 5);
        var y_TC = zeros(x.length);
        var invRms_T = zeros(ROWS);
        var dx_TC = of(dx);
        var dg_C = of(dg);
        RmsNormReference.forward(y, invRms, x, g, 1e-5f);
        RmsNormReference.backward(dx, dg, dy, x, g, invRms);
        RmsNorm.forward(y_TC, invRms_T, of(x), of(g), channels, 1e-5f, 0, ROWS);
        RmsNorm.backwardInput(dx_TC, of(dy), of(x), of(g), invRms_T, channels, 0, ROWS);
        RmsNorm.backwardGain(dg_C, of(dy), of(x), invRms_T, channels, ROWS, 0, channels);
        assertClose(y, array(y_TC), 1e-6);
        assertClose(invRms, array(invRms_T), 1e-6);
        assertClose(dx, array(dx_TC), 1e-5);
        assertClose(dg, array(dg_C), 1e-5);
    }

    @ParameterizedTest(name = "rows {0} to {1}")
    @CsvSource({"0, 1", "0, 2", "1, 4", "0, 4", "2, 7", "0, 7"})
    void a_row_is_normalised_to_the_same_bits_in_any_company_and_in_place(int from, int to) {
        int channels = 49;
        var x = of(normal(7 * channels, 1));
        var g = of(normal(channels, 2));
        var all_TC = zeros(7 * channels);
        var all_T = zeros(7);
        RmsNorm.forward(all_TC, all_T, x, g, channels, 1e-5f, 0, 7);
        var some_T = zeros(7);
        RmsNorm.forward(x, some_T, x, g, channels, 1e-5f, from, to);
        var expected = normal(7 * channels, 1);
        System.arraycopy(array(all_TC), from * channels, expected, from * channels, (to - from) * channels);
        assertSameBits(expected, array(x));
        var kept = new float[7];
        System.arraycopy(array(all_T), from, kept, from, to - from);
        assertSameBits(kept, array(some_T));
    }

    @ParameterizedTest(name = "width {0}")
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 33, 64, 352, 513})
    void swiglu_equals_its_reference_forward_and_backward(int width) {
        var gate = normal(ROWS * width, 1);
        var up = normal(ROWS * width, 2);
        var dh = normal(ROWS * width, 3);
        var h = new float[gate.length];
        var dGate = new float[gate.length];
        var dUp = new float[gate.length];
        SwiGluReference.forward(h, gate, up);
        SwiGluReference.backward(dGate, dUp, dh, gate, up);
        var h_TF = zeros(gate.length);
        var dGate_TF = zeros(gate.length);
        var dUp_TF = zeros(gate.length);
        SwiGlu.forward(h_TF, of(gate), of(up), width, 0, 2);
        SwiGlu.forward(h_TF, of(gate), of(up), width, 2, ROWS);
        SwiGlu.backward(dGate_TF, dUp_TF, of(dh), of(gate), of(up), width, 0, ROWS);
        assertClose(h, array(h_TF), 1e-6);
        assertClose(dGate, array(dGate_TF), 1e-6);
        assertClose(dUp, array(dUp_TF), 1e-6);
    }

    @ParameterizedTest(name = "head width {0}")
    @ValueSource(ints = {2, 8, 10, 32, 48, 64, 128})
    void rotation_equals_its_reference_and_turns_back(int headSize) {
        var positions = new int[] {0, 3, 1, 6, 2};
        var cosSin = new float[7 * headSize];
        for (int p = 0; p < 7; p++) {
            for (int d = 0; d < headSize / 2; d++) {
                cosSin[p * headSize + d] = (float) Math.cos(p * Math.pow(10000, -2.0 * d / headSize));
                cosSin[p * headSize + headSize / 2 + d] = (float) Math.sin(p * Math.pow(10000, -2.0 * d / headSize));
            }
        }
        var original = normal(ROWS * 3 * headSize, 1);
        var expected = original.clone();
        RopeReference.rotate(expected, cosSin, positions, 3, headSize, false);
        var x = of(original);
        Rope.rotate(x, of(cosSin), positions, 3, headSize, false, 0, ROWS);
        assertClose(expected, array(x), 1e-6);
        Rope.rotate(x, of(cosSin), positions, 3, headSize, true, 0, ROWS);
        assertClose(original, array(x), 1e-6);
    }

    @ParameterizedTest(name = "{0} channels")
    @ValueSource(ints = {1, 7, 16, 33, 128})
    void embedding_equals_its_reference_and_adds_up_repeated_tokens(int channels) {
        var tokens = new int[] {3, 0, 3, 3, 1};
        var table = normal(4 * channels, 1);
        var dx = normal(ROWS * channels, 2);
        var x = new float[ROWS * channels];
        var dTable = normal(4 * channels, 3);
        var x_TC = zeros(x.length);
        var dTable_VC = of(dTable);
        EmbeddingReference.forward(x, table, tokens, channels);
        EmbeddingReference.backward(dTable, dx, tokens, channels);
        Embedding.forward(x_TC, of(table), tokens, channels, 0, ROWS);
        Embedding.backward(dTable_VC, of(dx), tokens, channels, 0, channels / 2);
        Embedding.backward(dTable_VC, of(dx), tokens, channels, channels / 2, channels);
        assertSameBits(x, array(x_TC));
        assertSameBits(dTable, array(dTable_VC));
    }

    @ParameterizedTest(name = "width {0}")
    @ValueSource(ints = {1, 7, 16, 31, 33, 64, 65, 128, 150})
    void biases_are_added_to_rows_and_their_gradient_sums_columns(int width) {
        var y = normal(ROWS * width, 1);
        var bias = normal(width, 2);
        var y_TN = of(y);
        var dBias_N = of(bias);
        Elementwise.addBias(y_TN, of(bias), width, 1, ROWS);
        Elementwise.biasGradient(dBias_N, of(y), width, ROWS, 0, width);
        for (int t = 0; t < ROWS; t++) {
            for (int n = 0; n < width; n++) {
                bias[n] += y[t * width + n];
            }
        }
        assertSameBits(bias, array(dBias_N));
        assertSameBits(Arrays.copyOf(y, width), array(y_TN, width));
        for (int i = width; i < y.length; i++) {
            y[i] += normal(width, 2)[i % width];
        }
        assertSameBits(y, array(y_TN));
    }

    @ParameterizedTest(name = "{0} floats")
    @ValueSource(ints = {1, 7, 16, 33, 128})
    void flat_ranges_are_added_scaled_copied_and_filled(int count) {
        var x = normal(count, 1);
        var y = of(normal(count, 2));
        Elementwise.copy(y, of(x), 0, count);
        assertSameBits(x, array(y));
        Elementwise.add(y, y, 0, count);
        Elementwise.scale(y, y, 0.25f, 0, count);
        for (int i = 0; i < count; i++) {
            x[i] *= 0.5f;
        }
        assertSameBits(x, array(y));
        Elementwise.fill(y, 3, 1, count);
        Arrays.fill(x, 1, count, 3);
        assertSameBits(x, array(y));
    }

    private static float[] array(MemorySegment data) {
        return Floats.array(data);
    }

    private static float[] array(MemorySegment data, int count) {
        return Floats.array(data, 0, count);
    }
}
