package mathesis.bench.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import mathesis.bench.measure.Blackhole;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.bench.report.Yardstick;
import mathesis.corpus.decontaminate.Benchmarks;
import mathesis.corpus.decontaminate.NgramOverlap;
import mathesis.corpus.dedup.DedupSettings;
import mathesis.corpus.dedup.MinHash;
import mathesis.corpus.words.Symbols;
import mathesis.corpus.words.WordScanner;

/// How fast one core makes signatures and looks for benchmark texts, and how many near-duplicates are found.
final class DedupFigures {
    private static final double LEAST_MEGABYTES = 90;
    private static final double SIMILAR = 0.8;
    private static final double LEAST_RECALL_PERCENT = 95;
    private static final double DIFFERENT = 0.6;
    private static final int BATCH = 2048;
    /// Passes before anything is timed: the compiler replaces this code several times.
    private static final int PASSES = 15;

    private static final DedupSettings SETTINGS = DedupSettings.DEFAULT;

    private DedupFigures() {}

    static List<Figures> of(CorpusData data, Pace pace) {
        return List.of(
                new Figures("signatures", () -> data.labelledPages(PageTexts::read, pages -> signatures(pages, pace))),
                new Figures(
                        "near-duplicates",
                        () -> data.labelledPages(PageTexts::read, pages -> recall(EditedPairs.of(pages, SETTINGS)))),
                new Figures(
                        "decontamination",
                        () -> data.labelledPages(
                                PageTexts::read,
                                pages -> data.benchmarks(
                                        DedupFigures::overlap, overlap -> decontamination(pages, overlap, pace)))));
    }

    private static List<Row> signatures(PageTexts pages, Pace pace) {
        var minHash = new MinHash(SETTINGS.shape());
        Runnable sign = () -> sign(pages, minHash);
        Runnable words = () -> words(pages, Symbols.ARE_WORDS);
        warm(sign, words);
        var seconds = Rounds.of(pace, Timed.cpu(sign), Timed.cpu(words));
        double megabytes = pages.megabytes();
        var rate = seconds.get(0).rate(megabytes);
        var plain = seconds.get(1).rate(megabytes);
        return List.of(Row.of("MinHash signatures", rate, "MB/s")
                .against("bar", LEAST_MEGABYTES)
                .against(new Yardstick(
                        "words hashed, no signature",
                        plain.median(),
                        rate.over(plain).median()))
                .bar(new Bar.AtLeast(LEAST_MEGABYTES, true))
                .note(SETTINGS.shape().hashes() + " multiply-adds and minima a word; "
                        + String.format(Locale.ROOT, "%.1f", megabytes) + " MB of text"));
    }

    private static List<Row> recall(EditedPairs pairs) {
        long similar = pairs.above(SIMILAR);
        double recall = 100.0 * pairs.foundAbove(SIMILAR) / similar;
        long found = pairs.foundAbove(-1);
        double precise = 100.0 * pairs.foundAbove(SETTINGS.threshold()) / found;
        double clearlyWrong = 100.0 * (found - pairs.foundAbove(DIFFERENT)) / found;
        return List.of(
                Row.counted("pairs with Jaccard above 0.8 that are found", recall, "%")
                        .against("bar", LEAST_RECALL_PERCENT)
                        .bar(new Bar.AtLeast(LEAST_RECALL_PERCENT, false))
                        .note(similar + " of " + pairs.pairs().size() + " edited copies of real texts"),
                Row.counted("found pairs with Jaccard above the threshold", precise, "%")
                        .note("threshold " + SETTINGS.threshold() + ", " + found + " found"),
                Row.counted("found pairs with Jaccard of 0.6 or less", clearlyWrong, "%"));
    }

    private static NgramOverlap overlap(Path folder) throws IOException {
        return new NgramOverlap(CorpusData.questionSets(folder, Benchmarks.FIELDS), List.of());
    }

    private static List<Row> decontamination(PageTexts pages, NgramOverlap overlap, Pace pace) {
        Runnable find = () -> Blackhole.eat(matches(pages, overlap));
        Runnable words = () -> words(pages, Symbols.SEPARATE);
        warm(find, words);
        var seconds = Rounds.of(pace, Timed.cpu(find), Timed.cpu(words));
        var rate = seconds.get(0).rate(pages.megabytes());
        var plain = seconds.get(1).rate(pages.megabytes());
        return List.of(Row.of("decontamination", rate, "MB/s")
                .against(new Yardstick(
                        "words hashed, nothing looked up",
                        plain.median(),
                        rate.over(plain).median()))
                .note(overlap.size() + " n-grams of the question sets; " + matches(pages, overlap) + " of "
                        + pages.texts().size() + " pages match"));
    }

    private static void warm(Runnable... work) {
        for (int i = 0; i < PASSES; i++) {
            for (var each : work) {
                each.run();
            }
        }
    }

    private static void sign(PageTexts pages, MinHash minHash) {
        long sum = 0;
        for (var text : pages.texts()) {
            sum += minHash.of(text, 0, text.length).signature()[0];
        }
        Blackhole.eat(sum);
    }

    private static void words(PageTexts pages, Symbols symbols) {
        var scanner = new WordScanner(symbols);
        var hashes = new long[BATCH];
        long sum = 0;
        for (var text : pages.texts()) {
            scanner.begin(text, 0, text.length);
            int read;
            do {
                read = scanner.next(hashes, 0);
                sum += read;
            } while (read == BATCH);
        }
        Blackhole.eat(sum);
    }

    private static long matches(PageTexts pages, NgramOverlap overlap) {
        return pages.texts().stream()
                .filter(text -> overlap.find(text, 0, text.length).isPresent())
                .count();
    }
}
