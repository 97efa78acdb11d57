package mathesis.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/// One line of a safetensors header. Nobody may write the shape.
///
/// @param begin first byte, counted from the end of the header
/// @param end   byte after the last
record TensorEntry(String name, DType dtype, long[] shape, long begin, long end) {
    TensorEntry {
        long bytes;
        try {
            bytes = Math.multiplyExact(elements(shape), dtype.bytes());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " overflows", e);
        }
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("data_offsets [" + begin + ", " + end + "] do not form a range");
        }
        if (end - begin != bytes) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " of " + dtype + " takes " + bytes
                    + " bytes, but data_offsets [" + begin + ", " + end + "] hold " + (end - begin));
        }
    }

    /// Reads `{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}`.
    ///
    /// @throws IllegalArgumentException saying what is wrong
    static TensorEntry parse(String name, JsonNode json) {
        var offsets = integers(json, "data_offsets");
        if (offsets.length != 2) {
            throw new IllegalArgumentException("data_offsets holds " + offsets.length + " numbers instead of 2");
        }
        return new TensorEntry(name, dtype(json), integers(json, "shape"), offsets[0], offsets[1]);
    }

    /// Number of elements.
    long elements() {
        return elements(shape);
    }

    private static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static DType dtype(JsonNode json) {
        String text = json.path("dtype").asText();
        for (var dtype : DType.values()) {
            if (dtype.name().equals(text)) {
                return dtype;
            }
        }
        throw new IllegalArgumentException(
                "dtype is " + json.path("dtype") + "; known are " + Arrays.toString(DType.values()));
    }

    private static long[] integers(JsonNode json, String key) {
        var array = json.path(key);
        if (!array.isArray()) {
            throw new IllegalArgumentException(key + " is not a list");
        }
        var integers = new long[array.size()];
        for (int i = 0; i < integers.length; i++) {
            var element = array.get(i);
            if (!element.isIntegralNumber() || !element.canConvertToLong() || element.longValue() < 0) {
                throw new IllegalArgumentException(key + " holds " + element + "; must be whole and not negative");
            }
            integers[i] = element.longValue();
        }
        return integers;
    }
}
