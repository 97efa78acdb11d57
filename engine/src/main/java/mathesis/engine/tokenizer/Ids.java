package mathesis.engine.tokenizer;

import java.util.Arrays;

/// A growing list of ints.
final class Ids {
    private int[] values = new int[64];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    void addAll(int[] more) {
        if (size + more.length > values.length) {
            values = Arrays.copyOf(values, Math.max(2 * size, size + more.length));
        }
        for (int value : more) { // tokens of a word: too few for System.arraycopy to pay
            values[size++] = value;
        }
    }

    int size() {
        return size;
    }

    int last() {
        return values[size - 1];
    }

    int[] from(int start) {
        return Arrays.copyOfRange(values, start, size);
    }
}
