package mathesis.engine.tokenizer;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// The bytes that every id stands for, end to end in one array.
final class TokenBytes {
    private final byte[] pool;
    private final int[] ends;
    private final boolean[] special;

    /// @param ids     token as the vocabulary spells it to id; an id between that no token has gets no bytes
    /// @param special ids that [#append] can skip
    TokenBytes(Map<String, Integer> ids, Set<Integer> special) {
        int size = ids.values().stream().mapToInt(id -> id + 1).max().orElse(0);
        var byId = new byte[size][];
        Arrays.fill(byId, new byte[0]);
        ids.forEach((token, id) -> byId[id] = ByteSymbols.bytes(token));
        var bytes = new Bytes(8 * size);
        ends = new int[size];
        this.special = new boolean[size];
        for (int id = 0; id < size; id++) {
            bytes.add(byId[id], 0, byId[id].length);
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
