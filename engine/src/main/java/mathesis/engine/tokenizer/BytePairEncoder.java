package mathesis.engine.tokenizer;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/// Byte-level byte-pair encoding of single words.
final class BytePairEncoder {
    /// How the model treats what its vocabulary lacks, and whole words that it has.
    ///
    /// @param unknown      the id for a byte that has no symbol; without one such a byte is an error
    /// @param fuseUnknown  neighbouring unknown bytes become one id
    /// @param ignoreMerges a word that is a token is that token, however the merges would build it
    record Options(OptionalInt unknown, boolean fuseUnknown, boolean ignoreMerges) {}

    private static final int MISSING = -1;

    private final Map<String, Integer> vocabulary;
    private final Merges merges;
    private final Options options;
    private final int[] symbolOfByte = new int[256];
    private final int longestToken;
    private final WordCache cache = new WordCache();

    /// @param vocabulary byte-level tokens to ids; must not change any more
    BytePairEncoder(Map<String, Integer> vocabulary, Merges merges, Options options) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.options = options;
        for (int b = 0; b < 256; b++) {
            symbolOfByte[b] = vocabulary.getOrDefault(String.valueOf(ByteSymbols.symbol((byte) b)), MISSING);
        }
        longestToken =
                vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /// Appends the ids of the word `text[from, to)`.
    void encode(char[] text, int from, int to, Ids ids) {
        if (to - from > WordCache.LONGEST_WORD) {
            ids.addAll(tokens(text, from, to));
            return;
        }
        int hash = WordCache.hash(text, from, to);
        var known = cache.get(hash, text, from, to);
        if (known == null) {
            known = tokens(text, from, to);
            cache.put(hash, text, from, to, known);
        }
        ids.addAll(known);
    }

    private int[] tokens(char[] text, int from, int to) {
        var bytes = new byte[3 * (to - from)];
        int length = 0;
        for (int i = from; i < to; ) {
            int codePoint = Character.codePointAt(text, i, to);
            length += Utf8.encode(codePoint, bytes, length);
            i += Character.charCount(codePoint);
        }
        if (options.ignoreMerges && length <= longestToken) {
            var whole = vocabulary.get(ByteSymbols.symbols(Arrays.copyOf(bytes, length)));
            if (whole != null) {
                return new int[] {whole};
            }
        }
        return merged(bytes, length, text, from, to);
    }

    private int[] merged(byte[] bytes, int length, char[] text, int from, int to) {
        var symbols = new int[length];
        int size = 0;
        for (int i = 0; i < length; i++) {
            int symbol = symbolOfByte[bytes[i] & 0xFF];
            if (symbol == MISSING) {
                symbol = options.unknown.orElseThrow(() -> inexpressible(text, from, to));
                if (options.fuseUnknown && i > 0 && symbolOfByte[bytes[i - 1] & 0xFF] == MISSING) {
                    continue;
                }
            }
            symbols[size++] = symbol;
        }
        return Arrays.copyOf(symbols, Merging.merge(merges, symbols, size));
    }

    private IllegalArgumentException inexpressible(char[] text, int from, int to) {
        int at = from;
        int codePoint = Character.codePointAt(text, at, to);
        while (isExpressible(codePoint)) {
            at += Character.charCount(codePoint);
            codePoint = Character.codePointAt(text, at, to);
        }
        return new IllegalArgumentException("character '%s' (U+%04X) at index %d is not in the tokenizer's vocabulary"
                .formatted(Character.toString(codePoint), codePoint, at));
    }

    private boolean isExpressible(int codePoint) {
        var bytes = new byte[4];
        int length = Utf8.encode(codePoint, bytes, 0);
        for (int i = 0; i < length; i++) {
            if (symbolOfByte[bytes[i] & 0xFF] == MISSING) {
                return false;
            }
        }
        return true;
    }
}
