package mathesis.corpus.decontaminate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mathesis.corpus.words.Symbols;
import mathesis.corpus.words.WordScanner;
import mathesis.corpus.words.Words;
import mathesis.corpus.words.Words.Word;

/// One pass over one page, a batch of words at a time.
final class PageScan {
    private static final int BATCH = 512;
    private static final Words PLAIN = new Words(Symbols.SEPARATE);

    private final NgramOverlap benchmarks;
    private final NgramTable table;
    private final NgramTable beginnings;
    private final byte[] utf8;
    private final int from;
    private final int to;
    private final long[] words = new long[BATCH];
    private final long[] prefix = new long[BATCH + 1];
    private long before;
    /// The page's words as strings, as far as they were compared.
    private List<Word> plain = List.of();

    PageScan(NgramOverlap benchmarks, byte[] utf8, int from, int to) {
        this.benchmarks = benchmarks;
        this.table = benchmarks.table();
        this.beginnings = benchmarks.beginnings();
        this.utf8 = utf8;
        this.from = from;
        this.to = to;
    }

    Optional<Match> firstMatch() {
        var scanner = new WordScanner(Symbols.SEPARATE);
        scanner.begin(utf8, from, to);
        int count = scanner.next(words, 0);
        while (true) {
            NgramKey.sum(words, count, prefix);
            boolean last = count < BATCH;
            // what begins in the last nine words may go on in the next batch
            int starts = last ? count : count - NgramOverlap.NGRAM + 1;
            var match = matchIn(starts, count);
            if (match.isPresent() || last) {
                return match;
            }
            before += starts;
            int carried = count - starts;
            System.arraycopy(words, starts, words, 0, carried);
            count = scanner.next(words, carried);
        }
    }

    private Optional<Match> matchIn(int starts, int count) {
        for (int i = 0; i < starts; i++) {
            if (i + NgramOverlap.NGRAM <= count) {
                long key = NgramKey.of(prefix, i, NgramOverlap.NGRAM);
                if (table.mayContain(key)) {
                    var match = match(key, i, NgramOverlap.NGRAM);
                    if (match.isPresent()) {
                        return match;
                    }
                }
            }
            if (i + NgramOverlap.LEAST_WORDS <= count
                    && beginnings.mayContain(NgramKey.of(prefix, i, NgramOverlap.LEAST_WORDS))) {
                var match = shortText(i, count);
                if (match.isPresent()) {
                    return match;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Match> shortText(int i, int count) {
        int longest = Math.min(NgramOverlap.NGRAM - 1, count - i);
        for (int length = NgramOverlap.LEAST_WORDS; length <= longest; length++) {
            var match = match(NgramKey.of(prefix, i, length), i, length);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private Optional<Match> match(long key, int i, int length) {
        long place = table.get(key);
        return place < 0 ? Optional.empty() : compared(place, before + i, length);
    }

    /// Compares the words themselves.
    private Optional<Match> compared(long place, long first, int length) {
        int end = (int) first + length;
        if (plain.size() < end) {
            // twice as many as needed: whatever hits follow, all words are made at most a few times
            plain = PLAIN.first(new String(utf8, from, to - from, StandardCharsets.UTF_8), 2 * end);
        }
        var text = benchmarks.text(place);
        var inPage = plain.subList((int) first, end);
        var inText = PLAIN.of(text.text()).subList((int) place, (int) place + length);
        var pageWords = joined(inPage);
        return pageWords.equals(joined(inText))
                ? Optional.of(new Match(
                        text.benchmark(),
                        text.row(),
                        pageWords,
                        inPage.getFirst().from()))
                : Optional.empty();
    }

    private static String joined(List<Word> words) {
        return String.join(" ", words.stream().map(Word::text).toList());
    }
}
