package mathesis.corpus.decontaminate;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds pages that share words with benchmark texts: any ten words in a row of one, or all words of one that has three
/// to nine (DeepSeekMath section 2.1). Texts of one or two words are left out, and so are those of three to nine that
/// hold no letter (ours: `1 + 1 = 2` and `3, 2, 1` stand in a third of the pages of mathematical documentation).
///
/// One pass over a page's bytes, with two look-ups a word in tables of 64-bit hashes. A hit is compared word by word
/// before it counts, so no page is dropped by a chance of hashes. Any thread may use it.
public final class NgramOverlap {
    /// Words of an n-gram.
    public static final int NGRAM = 10;
    /// Words of the shortest text that is looked for as a whole.
    public static final int LEAST_WORDS = 3;

    private final List<BenchmarkText> texts;
    /// N-grams and whole short texts.
    private final NgramTable table = new NgramTable();
    /// The first three words of short texts.
    private final NgramTable beginnings = new NgramTable();

    private int tooShort;
    private int numbersOnly;

    /// Takes in benchmarks.
    ///
    /// @param ignored n-grams, as a [Match] tells their words, that are no sign of a benchmark
    public NgramOverlap(Benchmarks benchmarks, Collection<String> ignored) {
        texts = benchmarks.texts();
        var keysLeftOut = new HashSet<Long>();
        for (var ngram : ignored) {
            var prefix = NgramKey.prefix(ngram);
            if (prefix.length - 1 <= NGRAM) {
                keysLeftOut.add(NgramKey.of(prefix, 0, prefix.length - 1));
            }
        }
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i).text();
            var prefix = NgramKey.prefix(text);
            int words = prefix.length - 1;
            if (words < LEAST_WORDS) {
                tooShort++;
            } else if (words < NGRAM && text.codePoints().noneMatch(Character::isLetter)) {
                numbersOnly++;
            } else {
                add(i, prefix, keysLeftOut);
            }
        }
    }

    private void add(int text, long[] prefix, Set<Long> keysLeftOut) {
        int words = prefix.length - 1;
        int length = Math.min(words, NGRAM);
        for (int i = 0; i + length <= words; i++) {
            long key = NgramKey.of(prefix, i, length);
            if (!keysLeftOut.contains(key)) {
                table.putIfAbsent(key, (long) text << 32 | i);
            }
        }
        if (length < NGRAM) {
            beginnings.putIfAbsent(NgramKey.of(prefix, 0, LEAST_WORDS), 0);
        }
    }

    /// How many texts are left out for having fewer than three words.
    public int tooShort() {
        return tooShort;
    }

    /// How many texts of three to nine words are left out for holding no letter.
    public int numbersOnly() {
        return numbersOnly;
    }

    /// How many different n-grams and short texts are looked for.
    public int size() {
        return table.size();
    }

    /// The first benchmark text that a page's text holds a piece of.
    public Optional<Match> find(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return find(utf8, 0, utf8.length);
    }

    /// The same for a text in UTF-8.
    public Optional<Match> find(byte[] utf8, int from, int to) {
        return new PageScan(this, utf8, from, to).firstMatch();
    }

    BenchmarkText text(long place) {
        return texts.get((int) (place >>> 32));
    }

    NgramTable table() {
        return table;
    }

    NgramTable beginnings() {
        return beginnings;
    }
}
