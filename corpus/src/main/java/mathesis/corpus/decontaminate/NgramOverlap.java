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
/// One pass over a page's bytes, and little beside the words' hashes: six n-grams that begin one after the other hold
/// the same five words, so one look at a bit map tells that none of them is a benchmark's, and a small bit map holds
/// how short texts begin. What passes is looked up by a 64-bit hash and compared word by word before it counts, so no
/// page is dropped by a chance of hashes. Any thread may use it.
public final class NgramOverlap {
    /// Words of an n-gram.
    public static final int NGRAM = 10;
    /// Words of the shortest text that is looked for as a whole.
    public static final int LEAST_WORDS = 3;

    /// Words in a row that [#STEP] n-grams which begin one after the other have in common.
    static final int CORE = 5;

    static final int STEP = NGRAM - CORE + 1;

    private final List<BenchmarkText> texts;
    /// N-grams and whole short texts.
    private final NgramTable table = new NgramTable();
    /// Every [#CORE] words in a row of the others.
    private final NgramFilter cores;
    /// The first three words of short texts.
    private final NgramFilter beginnings;

    private int tooShort;
    private int numbersOnly;

    /// Takes in benchmarks.
    ///
    /// @param ignored n-grams, as a [Match] tells their words, that are no sign of a benchmark
    public NgramOverlap(Benchmarks benchmarks, Collection<String> ignored) {
        texts = benchmarks.texts();
        cores = new NgramFilter(
                texts.stream().mapToLong(each -> each.text().length() / 4).sum());
        beginnings = new NgramFilter(texts.size());
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
            beginnings.add(NgramKey.sum(prefix, 0, LEAST_WORDS));
            return;
        }
        for (int i = 0; i + CORE <= words; i++) {
            cores.add(NgramKey.sum(prefix, i, CORE));
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
        return new OverlapScan(this, utf8, from, to).firstMatch();
    }

    BenchmarkText text(long place) {
        return texts.get((int) (place >>> 32));
    }

    /// Where these words stand in a text of benchmarks, or -1.
    long place(long[] prefix, int from, int length) {
        return table.get(NgramKey.of(prefix, from, length));
    }

    /// Whether an n-gram may hold these five words.
    boolean mayHaveCore(long[] prefix, int from) {
        return cores.mayContain(NgramKey.sum(prefix, from, CORE));
    }

    /// Whether a short text may begin with these three words.
    boolean mayBegin(long[] prefix, int from) {
        return beginnings.mayContain(NgramKey.sum(prefix, from, LEAST_WORDS));
    }
}
