package mathesis.learner.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads the fields of a message; every length is held against the bytes that are there before anything is allocated.
final class ByteReader {
    private final ByteBuffer bytes;

    /// Reads from the buffer's position to its limit.
    ByteReader(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    long readLong() throws CorruptMessageException {
        return need(Long.BYTES).getLong();
    }

    int readInt() throws CorruptMessageException {
        return need(Integer.BYTES).getInt();
    }

    double readDouble() throws CorruptMessageException {
        return need(Double.BYTES).getDouble();
    }

    /// A count of things that take at least `size` bytes each.
    int readCount(int size) throws CorruptMessageException {
        int count = readInt();
        if (count < 0 || (long) count * size > bytes.remaining()) {
            throw new CorruptMessageException("a count of " + count + " at byte " + (bytes.position() - Integer.BYTES)
                    + " cannot be: " + bytes.remaining() + " bytes follow");
        }
        return count;
    }

    int[] readInts() throws CorruptMessageException {
        var values = new int[readCount(Integer.BYTES)];
        bytes.asIntBuffer().get(values);
        bytes.position(bytes.position() + values.length * Integer.BYTES);
        return values;
    }

    float[] readFloats() throws CorruptMessageException {
        var values = new float[readCount(Float.BYTES)];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + values.length * Float.BYTES);
        return values;
    }

    double[] readDoubles() throws CorruptMessageException {
        var values = new double[readCount(Double.BYTES)];
        bytes.asDoubleBuffer().get(values);
        bytes.position(bytes.position() + values.length * Double.BYTES);
        return values;
    }

    String readString() throws CorruptMessageException {
        var text = new byte[readCount(1)];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    void expectEnd() throws CorruptMessageException {
        if (bytes.hasRemaining()) {
            throw new CorruptMessageException(bytes.remaining() + " bytes too many");
        }
    }

    private ByteBuffer need(int length) throws CorruptMessageException {
        if (bytes.remaining() < length) {
            throw new CorruptMessageException("ends at byte " + bytes.limit() + ", inside a field");
        }
        return bytes;
    }
}
