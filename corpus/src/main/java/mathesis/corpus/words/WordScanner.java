package mathesis.corpus.words;

import java.util.Arrays;

/// Hashes of a text's words in their order, read straight from its UTF-8 bytes. Bytes that are no UTF-8 separate words.
///
/// One scanner serves one thread. [Words] gives the same words as strings, in the plain way.
public final class WordScanner {
    private static final byte[][] TABLES =
            Arrays.stream(Symbols.values()).map(Characters::table).toArray(byte[][]::new);

    private static final int SKIPPED_AT_ONCE = 1024;

    private final Symbols symbols;
    private final byte[] table;
    private byte[] utf8 = {};
    private int at;
    private int to;

    public WordScanner(Symbols symbols) {
        this.symbols = symbols;
        this.table = TABLES[symbols.ordinal()];
    }

    /// Goes to the start of a text, which nobody may write until it is read.
    public void begin(byte[] text, int from, int end) {
        utf8 = text;
        at = from;
        to = end;
    }

    /// Writes the hashes of the next words to `hashes[from..]`.
    ///
    /// @return where they end in the array: `from` when the text has no more, its length when there may be more
    public int next(long[] hashes, int from) {
        int count = from;
        while (count < hashes.length) {
            int kind = skipSeparators();
            if (at >= to) {
                break;
            }
            if (kind > 0) {
                hashes[count++] = word(WordHash.START);
            } else {
                count = rare(kind, hashes, count);
            }
        }
        return count;
    }

    /// Passes over so many words, or over all where there are fewer.
    ///
    /// @return index of the first byte after them
    public int skip(long count) {
        var passed = new long[(int) Math.min(count, SKIPPED_AT_ONCE)];
        long left = count;
        while (left > 0) {
            int first = (int) Math.max(0, passed.length - left);
            int end = next(passed, first);
            left -= end - first;
            if (end < passed.length) {
                break;
            }
        }
        return at;
    }

    private int skipSeparators() {
        int i = at;
        int kind = Characters.SEPARATOR;
        while (i < to) {
            kind = table[utf8[i] & 0xff];
            if (kind != Characters.SEPARATOR) {
                break;
            }
            i++;
        }
        at = i;
        return kind;
    }

    /// The rest of a word of which so much is read.
    private long word(long soFar) {
        long hash = asciiPart(soFar);
        while (at < to && table[utf8[at] & 0xff] == Characters.NOT_ASCII) {
            int length = Utf8.length(utf8, at, to);
            int folded = Characters.folded(Utf8.character(utf8, at, length));
            if (Characters.kind(folded, symbols) != Characters.LETTER) {
                break;
            }
            at += length;
            hash = asciiPart(WordHash.with(hash, folded));
        }
        return WordHash.ended(hash);
    }

    private long asciiPart(long soFar) {
        long hash = soFar;
        int i = at;
        while (i < to) {
            int kind = table[utf8[i] & 0xff];
            if (kind <= 0) {
                break;
            }
            hash = WordHash.with(hash, kind);
            i++;
        }
        at = i;
        return hash;
    }

    private int rare(int kind, long[] hashes, int count) {
        return switch (kind) {
            case Characters.BACKSLASH -> command(hashes, count);
            case Characters.SYMBOL -> symbol(utf8[at] & 0xff, 1, hashes, count);
            default -> beyondAscii(hashes, count);
        };
    }

    private int command(long[] hashes, int count) {
        long hash = WordHash.with(WordHash.START, '\\');
        int start = ++at;
        while (at < to && isAsciiLetter(utf8[at])) {
            hash = WordHash.with(hash, table[utf8[at]]);
            at++;
        }
        if (at == start) {
            return count;
        }
        hashes[count] = WordHash.ended(hash);
        return count + 1;
    }

    private static boolean isAsciiLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private int beyondAscii(long[] hashes, int count) {
        int length = Utf8.length(utf8, at, to);
        int folded = Characters.folded(Utf8.character(utf8, at, length));
        return switch (Characters.kind(folded, symbols)) {
            case Characters.LETTER -> {
                at += length;
                hashes[count] = word(WordHash.with(WordHash.START, folded));
                yield count + 1;
            }
            case Characters.IDEOGRAPH -> {
                at += length;
                hashes[count] = WordHash.ended(WordHash.with(WordHash.START, folded));
                yield count + 1;
            }
            case Characters.SYMBOL -> symbol(folded, length, hashes, count);
            default -> {
                at += length;
                yield count;
            }
        };
    }

    /// One word for a run of this symbol.
    private int symbol(int symbol, int length, long[] hashes, int count) {
        at += length;
        while (at < to) {
            int next = Utf8.length(utf8, at, to);
            if (Characters.folded(Utf8.character(utf8, at, next)) != symbol) {
                break;
            }
            at += next;
        }
        hashes[count] = WordHash.ended(WordHash.with(WordHash.START, symbol));
        return count + 1;
    }
}
