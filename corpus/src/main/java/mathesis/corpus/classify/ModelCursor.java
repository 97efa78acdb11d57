package mathesis.corpus.classify;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// Reads the values of a model file one after the other. Whatever a length in the file says is held against the bytes
/// that are left before memory is taken for it. For one thread.
final class ModelCursor {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final Path file;
    private final MemorySegment bytes;
    private long offset;

    ModelCursor(Path file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    int int32(String what) throws ModelFileException {
        return bytes.get(INT, advance(Integer.BYTES, what));
    }

    long int64(String what) throws ModelFileException {
        return bytes.get(LONG, advance(Long.BYTES, what));
    }

    double float64(String what) throws ModelFileException {
        return bytes.get(DOUBLE, advance(Double.BYTES, what));
    }

    byte int8(String what) throws ModelFileException {
        return bytes.get(ValueLayout.JAVA_BYTE, advance(1, what));
    }

    boolean bool(String what) throws ModelFileException {
        byte value = int8(what);
        require(value == 0 || value == 1, what + " is " + value + "; must be 0 or 1");
        return value == 1;
    }

    /// How many bytes lie before the next NUL, which is not consumed.
    int lengthToNul(String what) throws ModelFileException {
        long end = offset;
        while (end < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, end) != 0) {
            end++;
        }
        require(end < bytes.byteSize(), "the file ends within " + what);
        require(end - offset <= 1 << 24, what + " takes " + (end - offset) + " bytes; may take 16 MiB");
        return (int) (end - offset);
    }

    void copy(int count, byte[] to, int at, String what) throws ModelFileException {
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, advance(count, what), to, at, count);
    }

    byte[] bytes(long count, String what) throws ModelFileException {
        return bytes.asSlice(advance(arrayLength(count, 1, what), what), count).toArray(ValueLayout.JAVA_BYTE);
    }

    float[] floats(long count, String what) throws ModelFileException {
        var values = new float[arrayLength(count, Float.BYTES, what)];
        MemorySegment.copy(bytes, FLOAT, advance(count * Float.BYTES, what), values, 0, values.length);
        return values;
    }

    /// The memory of the file itself.
    MemorySegment slice(long count, long width, String what) throws ModelFileException {
        requireRoom(count, width, what);
        return bytes.asSlice(advance(count * width, what), count * width);
    }

    /// Fails unless the rest of the file can hold so many things of at least so many bytes each.
    void requireRoom(long count, long width, String what) throws ModelFileException {
        require(count >= 0, what + ": " + count + "; must not be negative");
        require(
                count <= left() / width,
                what + ": " + count + " of at least " + width + " bytes each, but the file has only " + left()
                        + " more");
    }

    void require(boolean holds, String problem) throws ModelFileException {
        if (!holds) {
            throw failure(problem);
        }
    }

    ModelFileException failure(String problem) {
        return new ModelFileException(file, offset, problem);
    }

    long left() {
        return bytes.byteSize() - offset;
    }

    private int arrayLength(long count, int width, String what) throws ModelFileException {
        requireRoom(count, width, what);
        require(count <= Integer.MAX_VALUE - 8, what + ": " + count + " values; at most 2^31 - 9 can be read");
        return (int) count;
    }

    private long advance(long count, String what) throws ModelFileException {
        require(count <= left(), "the file ends within " + what);
        long start = offset;
        offset += count;
        return start;
    }
}
