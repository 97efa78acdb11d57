package mathesis.engine.tokenizer;

import java.util.Arrays;

/// A growing array of bytes.
final class Bytes {
    private byte[] array;
    private int size;

    Bytes(int capacity) {
        array = new byte[Math.max(16, capacity)];
    }

    void add(byte[] source, int from, int to) {
        int length = to - from;
        if (size + length > array.length) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, size + length));
        }
        System.arraycopy(source, from, array, size, length);
        size += length;
    }

    void removeFirst(int count) {
        System.arraycopy(array, count, array, 0, size - count);
        size -= count;
    }

    int size() {
        return size;
    }

    /// The array itself; only the first [#size] bytes count.
    byte[] array() {
        return array;
    }
}
