package mathesis.corpus.classify;

import java.util.Arrays;

/// Reads lines as rows of the input matrix, in the order in which fastText adds them: for each word its row and
/// those of its n-grams of characters, then the n-grams of words. Keeps the last line only; one for each thread.
///
/// A line ends at a newline, which is the token `</s>`, or at `</s>` written out. Labels are no features.
public final class Features {
    static final long WORD_NGRAM_FACTOR = 116049371;
    private static final byte[] END_OF_LINE = Tokens.endOfLine();

    private final ModelArguments arguments;
    private final Dictionary dictionary;
    private final PruneIndex pruned;
    private final BucketRemainder bucket;
    private int[] rows = new int[1024];
    private int[] hashes = new int[256];
    private int[] labels = new int[8];
    private byte[] padded = new byte[64];
    private int rowCount;
    private int hashCount;
    private int labelCount;
    private int tokenCount;
    private boolean ended;

    public Features(ModelArguments arguments, Dictionary dictionary) {
        this.arguments = arguments;
        this.dictionary = dictionary;
        this.pruned = dictionary.pruned();
        this.bucket = BucketRemainder.by(Math.max(1, arguments.bucket()));
    }

    /// Reads the line that starts at `from` and says where the next one starts. A text that ends without a newline has
    /// no `</s>` at its end.
    public int read(byte[] text, int from, int to) {
        int next = readTokens(text, from, to);
        addWordNgrams();
        return next;
    }

    /// Reads one line that is given without its newline, or up to the newline where there is one.
    public void readLine(byte[] text, int from, int to) {
        readTokens(text, from, to);
        close();
    }

    /// Reads a whole range as one line: newlines in it are spaces.
    void readAsLine(byte[] text, int from, int to) {
        clear();
        int at = from;
        while (at < to && !ended) {
            at = readToken(text, at, to);
        }
        close();
    }

    /// Rows of the last line: the first [#count()] of these, until the next line is read.
    public int[] rows() {
        return rows;
    }

    public int count() {
        return rowCount;
    }

    /// Labels of the last line that the dictionary knows, counted from 0: the first [#labelCount()] of these.
    public int[] labels() {
        return labels;
    }

    public int labelCount() {
        return labelCount;
    }

    /// Tokens of the last line: words and labels, known or not, and its end.
    public int tokens() {
        return tokenCount;
    }

    private void clear() {
        rowCount = 0;
        hashCount = 0;
        labelCount = 0;
        tokenCount = 0;
        ended = false;
    }

    private void close() {
        if (!ended) {
            addToken(END_OF_LINE, 0, END_OF_LINE.length);
        }
        addWordNgrams();
    }

    private int readTokens(byte[] text, int from, int to) {
        clear();
        int next = from;
        while (next < to && !ended) {
            next = text[next] == '\n' ? readEnd(next) : readToken(text, next, to);
        }
        return next;
    }

    private int readEnd(int newline) {
        addToken(END_OF_LINE, 0, END_OF_LINE.length);
        return newline + 1;
    }

    /// Reads one space, or a word up to the space behind it.
    private int readToken(byte[] text, int from, int to) {
        int end = from;
        while (end < to && !Tokens.isSpace(text[end])) {
            end++;
        }
        if (end == from) {
            return from + 1;
        }
        addToken(text, from, end);
        return end;
    }

    private void addToken(byte[] text, int from, int to) {
        int hash = Tokens.hash(text, from, to);
        int id = dictionary.find(text, from, to, hash);
        ended = Tokens.isEndOfLine(text, from, to);
        tokenCount++;
        if (id == Dictionary.UNKNOWN ? Tokens.isLabel(text, from, to) : dictionary.isLabel(id)) {
            addLabel(id);
            return;
        }
        if (id != Dictionary.UNKNOWN) {
            addRow(id);
        }
        if (arguments.maxn() > 0 && !ended) {
            addCharacterNgrams(text, from, to);
        }
        hashes = withRoom(hashes, hashCount);
        hashes[hashCount++] = hash;
    }

    private void addLabel(int id) {
        if (id != Dictionary.UNKNOWN) {
            labels = withRoom(labels, labelCount);
            labels[labelCount++] = id - dictionary.words();
        }
    }

    /// The n-grams of `<word>`, by UTF-8 characters. A single character at either edge is left out, being a bracket.
    private void addCharacterNgrams(byte[] text, int from, int to) {
        int length = to - from + 2;
        if (padded.length < length) {
            padded = new byte[Math.max(length, 2 * padded.length)];
        }
        padded[0] = '<';
        System.arraycopy(text, from, padded, 1, to - from);
        padded[length - 1] = '>';
        for (int start = 0; start < length; start++) {
            if (!isContinuation(padded[start])) {
                addCharacterNgrams(start, length);
            }
        }
    }

    private void addCharacterNgrams(int start, int length) {
        int hash = Tokens.HASH_SEED;
        int end = start;
        for (int n = 1; end < length && n <= arguments.maxn(); n++) {
            do {
                hash = (hash ^ padded[end++]) * Tokens.HASH_PRIME;
            } while (end < length && isContinuation(padded[end]));
            if (n >= arguments.minn() && !(n == 1 && (start == 0 || end == length))) {
                addBucket(bucket.of(Integer.toUnsignedLong(hash)));
            }
        }
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private void addWordNgrams() {
        for (int i = 0; i < hashCount; i++) {
            long hash = hashes[i];
            int end = Math.min(hashCount, i + arguments.wordNgrams());
            for (int j = i + 1; j < end; j++) {
                hash = hash * WORD_NGRAM_FACTOR + hashes[j];
                addBucket(bucket.of(hash));
            }
        }
    }

    private void addBucket(int bucket) {
        int row = pruned.row(bucket);
        if (row != PruneIndex.DROPPED) {
            addRow(dictionary.words() + row);
        }
    }

    private void addRow(int row) {
        rows = withRoom(rows, rowCount);
        rows[rowCount++] = row;
    }

    private static int[] withRoom(int[] list, int used) {
        return used < list.length ? list : Arrays.copyOf(list, Math.multiplyExact(2, list.length));
    }
}
