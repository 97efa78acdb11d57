package mathesis.corpus.decontaminate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mathesis.corpus.words.Symbols;
import mathesis.corpus.words.WordScanner;
import mathesis.corpus.words.Words;
import mathesis.corpus.words.Words.Word;

/// One pass over one page, a batch of words at a time.
final class OverlapScan {
    private static final int BATCH = 512;
    private static final Words PLAIN = new Words(Symbols.SEPARATE);

    private final NgramOverlap benchmarks;
    private final byte[] utf8;
    private final int from;
    private final int to;
    private final long[] words = new long[BATCH];
    private final long[] prefix = new long[BATCH + 1];
    private long before;

    OverlapScan(NgramOverlap benchmarks, byte[] utf8, int from, int to) {
        this.benchmarks = benchmarks;
        this.utf8 = utf8;
        this.from = from;
        this.to = to;
    }

    Optional<Match> firstMatch() {
        var scanner = new WordScanner(Symbols.SEPARATE);
        scanner.begin(utf8, from, to);
        int count = scanner.next(words, 0);
        while (true) {
            NgramKey.prefixes(words, count, prefix);
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
        for (int from = 0; from < starts; from += NgramOverlap.STEP) {
            int lastNgram = Math.min(from + NgramOverlap.STEP, count - NgramOverlap.NGRAM + 1);
            boolean ngrams = from < lastNgram && benchmarks.mayHaveCore(prefix, from + NgramOverlap.STEP - 1);
            for (int i = from; i < Math.min(from + NgramOverlap.STEP, starts); i++) {
                var match = ngrams && i < lastNgram ? match(i, NgramOverlap.NGRAM) : Optional.<Match>empty();
                if (match.isEmpty() && i + NgramOverlap.LEAST_WORDS <= count && benchmarks.mayBegin(prefix, i)) {
                    match = shortText(i, count);
                }
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
            var match = match(i, length);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private Optional<Match> match(int i, int length) {
        long place = benchmarks.place(prefix, i, length);
        return place < 0 ? Optional.empty() : compared(place, before + i, length);
    }

    /// Compares the words themselves: of the page, those from `first` on.
    private Optional<Match> compared(long place, long first, int length) {
        var scanner = new WordScanner(Symbols.SEPARATE);
        scanner.begin(utf8, from, to);
        int start = scanner.skip(first);
        int end = scanner.skip(length);
        var inPage = PLAIN.of(text(start, end));
        var text = benchmarks.text(place);
        var inText = PLAIN.of(text.text()).subList((int) place, (int) place + length);
        var pageWords = joined(inPage);
        int position = text(from, start).length() + inPage.getFirst().from();
        return pageWords.equals(joined(inText))
                ? Optional.of(new Match(text.benchmark(), text.row(), pageWords, position))
                : Optional.empty();
    }

    private String text(int start, int end) {
        return new String(utf8, start, end - start, StandardCharsets.UTF_8);
    }

    private static String joined(List<Word> words) {
        return String.join(" ", words.stream().map(Word::text).toList());
    }
}
