package mathesis.corpus.classify;

/// Means over the rows of lines by their words, for models without n-grams of characters whose buckets are all there.
/// Gives what [FeatureMeans] gives, several times faster. One for each thread; the tables behind it are shared.
///
/// A word costs a probe of the [WordTable] and, with n-grams up to n, n - 1 weights at places that no cache foresees.
/// So a block's hashes are gathered first, its places computed second and its weights read third, where nothing waits
/// for anything and the processor has many misses on their way at once.
final class WordMeans implements LineMeans {
    /// Words gathered before their n-grams are added; more than an n-gram can have.
    private static final int BLOCK = 512;
    private static final int END_HASH = Tokens.hash(Tokens.endOfLine(), 0, Tokens.endOfLine().length);

    private final ModelArguments arguments;
    private final Dictionary dictionary;
    private final WordTable words;
    private final float[] weights;
    private final BucketRemainder bucket;
    private final int ngrams;
    private final int end;
    private final int[] hashes;
    private final long[] ngramHashes = new long[BLOCK + Long.SIZE];
    private final int[] places = new int[BLOCK + Long.SIZE];

    private int wordStart;
    private int hashCount;
    private boolean ended;
    private double sum;
    private long rows;

    /// @param weights of all rows of the input matrix, finite
    WordMeans(ModelArguments arguments, Dictionary dictionary, WordTable words, float... weights) {
        this.arguments = arguments;
        this.dictionary = dictionary;
        this.words = words;
        this.weights = weights;
        this.bucket = BucketRemainder.by(Math.max(1, arguments.bucket()));
        this.ngrams = Math.max(1, arguments.wordNgrams());
        this.end = dictionary.find(Tokens.END_OF_LINE);
        this.hashes = new int[BLOCK + Long.SIZE];
    }

    @Override
    public double mean(byte[] text, int from, int to) {
        hashCount = 0;
        ended = false;
        sum = 0;
        rows = 0;
        wordStart = from;
        requireRoom(to);
        for (int at = from; at < to && !ended; at += Long.SIZE) {
            readWords(text, at, to);
            if (hashCount >= BLOCK) {
                addNgrams(hashCount - ngrams + 1);
            }
        }
        if (wordStart < to && !ended) {
            addWord(text, wordStart, to - wordStart, to);
        }
        addEnd();
        addNgrams(hashCount);
        return sum / rows;
    }

    @Override
    public WordMeans another() {
        return new WordMeans(arguments, dictionary, words, weights);
    }

    private static void requireRoom(int to) {
        if (to > Integer.MAX_VALUE - 4 * Long.SIZE) {
            throw new IllegalArgumentException("a text of " + to + " bytes is too long to score");
        }
    }

    /// Adds the words that end within the 64 bytes from `at` on.
    private void readWords(byte[] text, int at, int to) {
        int start = wordStart;
        long spaces = Bytes.spaces(text, at, to);
        while (spaces != 0 && !ended) {
            int end = at + Long.numberOfTrailingZeros(spaces);
            if (end > start) {
                addWord(text, start, end - start, to);
            }
            start = end + 1;
            spaces &= spaces - 1;
        }
        wordStart = start;
    }

    private void addWord(byte[] text, int start, int length, int to) {
        if (length > WordTable.LONGEST) {
            addFromDictionary(text, start, start + length);
            return;
        }
        long value = words.find(text, start, length, to);
        if (value == 0) {
            addUnknown(text, start, start + length);
        } else if ((int) value != WordTable.SPECIAL) {
            hashes[hashCount++] = (int) (value >>> Integer.SIZE);
            sum += Float.intBitsToFloat((int) value);
            rows++;
        } else {
            ended = Tokens.isEndOfLine(text, start, start + length);
        }
    }

    private void addFromDictionary(byte[] text, int from, int to) {
        int id = dictionary.find(text, from, to, Tokens.hash(text, from, to));
        if (id == Dictionary.UNKNOWN) {
            addUnknown(text, from, to);
        } else if (!dictionary.isLabel(id)) {
            hashes[hashCount++] = Tokens.hash(text, from, to);
            sum += weights[id];
            rows++;
        }
    }

    private void addUnknown(byte[] text, int from, int to) {
        if (!Tokens.isLabel(text, from, to)) {
            hashes[hashCount++] = Tokens.hash(text, from, to);
        }
    }

    private void addEnd() {
        if (end != Dictionary.UNKNOWN && dictionary.isLabel(end)) {
            return;
        }
        hashes[hashCount++] = END_HASH;
        if (end != Dictionary.UNKNOWN) {
            sum += weights[end];
            rows++;
        }
    }

    /// Adds the n-grams that start at the first so many of the gathered words and keeps the others.
    private void addNgrams(int starts) {
        for (int i = 0; i < starts; i++) {
            ngramHashes[i] = hashes[i];
        }
        for (int n = 1; n < ngrams; n++) {
            addNgrams(n, Math.clamp(hashCount - n, 0, starts));
        }
        System.arraycopy(hashes, starts, hashes, 0, hashCount - starts);
        hashCount -= starts;
    }

    /// Lengthens n-grams by their next word and adds their weights.
    private void addNgrams(int next, int count) {
        for (int i = 0; i < count; i++) {
            long hash = ngramHashes[i] * Features.WORD_NGRAM_FACTOR + hashes[i + next];
            ngramHashes[i] = hash;
            places[i] = bucket.of(hash);
        }
        int first = dictionary.words();
        double even = 0;
        double odd = 0;
        for (int i = 0; i < count - 1; i += 2) {
            even += weights[first + places[i]];
            odd += weights[first + places[i + 1]];
        }
        if ((count & 1) == 1) {
            even += weights[first + places[count - 1]];
        }
        sum += even + odd;
        rows += count;
    }
}
