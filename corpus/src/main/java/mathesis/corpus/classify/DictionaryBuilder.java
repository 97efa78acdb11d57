package mathesis.corpus.classify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Counts the words and labels of a training text. For one thread.
///
/// Ids of words of one count follow their first appearance; the C++ program leaves that order open.
public final class DictionaryBuilder {
    /// Beyond so many entries rare ones are dropped while counting, as fastText does: three quarters of its table.
    public static final int MOST_ENTRIES = 22_500_000;

    private static final int ID_BITS = 25;
    private static final long COUNT_MASK = (1L << 37) - 1;
    private static final int LONGEST_WORD = 1 << 24;
    private static final int BUFFER = 1 << 16;

    private final byte[] endOfLine = Tokens.endOfLine();
    private final int mostEntries;
    private Entries entries = new Entries();
    /// Id + 1 by hash; 0 for an empty place. A power of two, at most half full.
    private int[] table = new int[1 << 13];
    private long tokens;
    private long threshold = 1;

    public DictionaryBuilder() {
        this(MOST_ENTRIES);
    }

    DictionaryBuilder(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /// Counts every token of a text. A text that goes on where the last one ended needs a newline between.
    public DictionaryBuilder addAll(InputStream text) throws IOException {
        var buffer = new byte[BUFFER];
        int held = 0; // bytes of a word that the buffer's end cut in two
        int read = text.read(buffer, 0, buffer.length);
        while (read >= 0) {
            int end = held + read;
            held = addWhole(buffer, held, end);
            if (held < end) {
                System.arraycopy(buffer, end - held, buffer, 0, held);
            }
            buffer = withRoom(buffer, held);
            read = text.read(buffer, held, buffer.length - held);
        }
        if (held > 0) {
            add(buffer, 0, held);
        }
        return this;
    }

    /// Counts one token.
    public void add(byte[] text, int from, int to) {
        tokens++;
        int hash = Tokens.hash(text, from, to);
        int place = place(text, from, to, hash);
        if (table[place] != 0) {
            entries.increment(table[place] - 1);
            return;
        }
        entries.add(text, from, to, hash, 1);
        table[place] = entries.size();
        if (entries.size() > mostEntries) {
            threshold++;
            keep(threshold, threshold);
        } else if (2L * entries.size() > table.length) {
            fillTable(Math.multiplyExact(2, table.length));
        }
    }

    /// Words and labels so far.
    public int size() {
        return entries.size();
    }

    /// The words that came at least `minCount` times and the labels that came at least `minCountLabel` times.
    public Dictionary build(long minCount, long minCountLabel) {
        keep(minCount, minCountLabel);
        if (entries.size() == 0) {
            throw new IllegalArgumentException("the training text has no word that comes " + minCount
                    + " times or more; a smaller minCount may help");
        }
        int words = (int) IntStream.range(0, entries.size())
                .filter(id -> !entries.isLabel(id))
                .count();
        return entries.dictionary(words, tokens);
    }

    /// Adds what is whole and says how many bytes at the end belong to a word that may go on.
    ///
    /// @param held bytes at the front that are known to hold no space
    private int addWhole(byte[] buffer, int held, int end) {
        int start = 0;
        for (int i = held; i < end; i++) {
            if (Tokens.isSpace(buffer[i])) {
                if (i > start) {
                    add(buffer, start, i);
                }
                if (buffer[i] == '\n') {
                    add(endOfLine, 0, endOfLine.length);
                }
                start = i + 1;
            }
        }
        return end - start;
    }

    private static byte[] withRoom(byte[] buffer, int held) throws IOException {
        if (held > LONGEST_WORD) {
            throw new IOException("the training text has a word of more than " + LONGEST_WORD + " bytes");
        }
        return held < buffer.length / 2 ? buffer : Arrays.copyOf(buffer, 2 * buffer.length);
    }

    /// Sorts words before labels and frequent ones first, and drops what is rare.
    private void keep(long minCount, long minCountLabel) {
        var order = IntStream.range(0, entries.size())
                .filter(id -> entries.count(id) >= (entries.isLabel(id) ? minCountLabel : minCount))
                .mapToLong(this::rank)
                .sorted()
                .mapToInt(rank -> (int) (rank & (1 << ID_BITS) - 1))
                .toArray();
        entries = entries.picked(order);
        fillTable(table.length);
    }

    /// Where an entry belongs: kind, falling count and id in one number, so that millions sort without objects.
    private long rank(int id) {
        long kind = entries.isLabel(id) ? 1L << 62 : 0;
        long rarity = COUNT_MASK - Math.min(COUNT_MASK, entries.count(id));
        return kind | rarity << ID_BITS | id;
    }

    private void fillTable(int places) {
        table = new int[places];
        for (int id = 0; id < entries.size(); id++) {
            int place = entries.hash(id) ^ entries.hash(id) >>> 15;
            while (table[place & places - 1] != 0) {
                place++; // no two entries are the same word
            }
            table[place & places - 1] = id + 1;
        }
    }

    private int place(byte[] text, int from, int to, int hash) {
        int mask = table.length - 1;
        int place = (hash ^ hash >>> 15) & mask;
        while (table[place] != 0) {
            int id = table[place] - 1;
            if (entries.hash(id) == hash && entries.equals(id, text, from, to)) {
                return place;
            }
            place = place + 1 & mask;
        }
        return place;
    }
}
