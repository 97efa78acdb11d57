package mathesis.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.OptionalLong;

/// A named, row-major view of 32-bit floats in off-heap memory. It owns nothing: the arena of whoever allocated the
/// segment decides how long it lives. Whoever holds the view may write it.
///
/// @param name  Hugging Face name, for example `model.layers.0.self_attn.q_proj.weight`
/// @param data  exactly the tensor's floats, native byte order
/// @param shape sizes, outermost first
public record Tensor(String name, MemorySegment data, int... shape) {
    public Tensor {
        long elements = elements(shape);
        if (data.byteSize() != elements * Float.BYTES) {
            throw new IllegalArgumentException("tensor " + name + " of shape " + Arrays.toString(shape) + " needs "
                    + elements * Float.BYTES + " bytes, got " + data.byteSize());
        }
    }

    /// Number of floats in a tensor of this shape.
    public static long elements(int... shape) {
        long elements = 1;
        for (int size : shape) {
            elements = Math.multiplyExact(elements, size);
        }
        return elements;
    }

    /// Number of floats.
    public long elements() {
        return data.byteSize() / Float.BYTES;
    }

    /// The float at a flat index.
    public float get(long index) {
        return data.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    /// Sets the float at a flat index.
    public void set(long index, float value) {
        data.setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
    }

    /// Flat index of the first NaN or infinity, if there is one.
    public OptionalLong firstNonFinite() {
        for (long i = 0, n = elements(); i < n; i++) {
            if (!Float.isFinite(get(i))) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }

    /// A copy on the heap.
    public float[] toArray() {
        return data.toArray(ValueLayout.JAVA_FLOAT);
    }
}
