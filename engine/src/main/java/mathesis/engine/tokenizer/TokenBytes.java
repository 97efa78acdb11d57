package mathesis.engine.tokenizer;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// The bytes that every id stands for, end to end in one array.
final class TokenBytes {
    private final byte[] pool;
    private final int[] ends;
    private final boolean[] special;

    /// @param texts   id to token as the vocabulary spells it; an id between that has none gets no bytes
    /// @param special ids that [#append] can skip
    TokenBytes(Map<Integer, String> texts, Set<Integer> special) {
        int size = texts.keySet().stream().mapToInt(id -> id + 1).max().orElse(0);
        ends = new int[size];
        this.special = new boolean[size];
        var bytes = new Bytes(8 * size);
        for (int id = 0; id < size; id++) {
            var token = ByteSymbols.bytes(texts.getOrDefault(id, ""));
            bytes.add(token, 0, token.length);
            ends[id] = bytes.size();
            this.special[id] = special.contains(id);
        }
        pool = Arrays.copyOf(bytes.array(), bytes.size());
    }

    /// The number of ids.
    int size() {
        return ends.length;
    }

    /// Adds the bytes of one token; none for an id past the end.
    void append(int id, boolean skipSpecial, Bytes into) {
        if (id < 0) {
            throw new IllegalArgumentException("token id " + id + " is negative");
        }
        if (id < ends.length && !(skipSpecial && special[id])) {
            into.add(pool, id == 0 ? 0 : ends[id - 1], ends[id]);
        }
    }
}
