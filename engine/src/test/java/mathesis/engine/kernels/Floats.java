package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;

/// Off-heap arrays for the kernel tests, and ways to compare them.
final class Floats {
    private Floats() {}

    static MemorySegment zeros(long count) {
        return Arena.ofAuto().allocate(Math.max(1, count) * Float.BYTES, 64);
    }

    static MemorySegment filled(long count, float value) {
        var data = zeros(count);
        for (long i = 0; i < count; i++) {
            data.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
        }
        return data;
    }

    static MemorySegment of(float... values) {
        var data = zeros(values.length);
        MemorySegment.copy(values, 0, data, ValueLayout.JAVA_FLOAT, 0, values.length);
        return data;
    }

    /// Standard normal values, always the same for a seed.
    static float[] normal(int count, long seed) {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static float[] array(MemorySegment data) {
        return data.toArray(ValueLayout.JAVA_FLOAT);
    }

    static float[] array(MemorySegment data, long from, int count) {
        return Arrays.copyOfRange(array(data), (int) from, (int) from + count);
    }

    /// Fails unless each pair differs by at most `tolerance`, relative to the larger of 1 and the expected value.
    static void assertClose(float[] expected, float[] actual, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * Math.max(1, Math.abs(expected[i])), "element " + i);
        }
    }

    static void assertSameBits(float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(actual[i]), "element " + i);
        }
    }
}
