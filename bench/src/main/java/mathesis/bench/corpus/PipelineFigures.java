package mathesis.bench.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mathesis.bench.measure.Blackhole;
import mathesis.bench.measure.Crew;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Sample;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.scan.PageScan;

/// How fast a core gets from a compressed archive to scored text, beside bare gunzip of the same archives.
final class PipelineFigures {
    private static final double MEGA = 1e6;
    /// What the spec reckons with: one page of twenty promises mathematics.
    private static final double SURVIVORS = 0.05;

    /// Set by the issue: one of both, for two passes on one core.
    private static final double LEAST_PAGES = 2400;

    private static final double LEAST_MEGABYTES = 80;
    /// Set by the spec: pages a second when every page gets a tree.
    private static final double LEAST_PAGES_IN_FULL = 1000;
    /// Set by the spec, of tag stripping over bytes.
    private static final double LEAST_SCAN_MEGABYTES = 490;

    private static final double LEAST_SCALING = 1.8;
    private static final int CORES = 2;
    /// Passes before anything is timed: the compiler replaces this code several times.
    private static final int PASSES = 8;

    private PipelineFigures() {}

    static List<Figures> of(CorpusData data, Pace pace) {
        return List.of(
                new Figures("scan", () -> data.labelledPages(Archives::read, archives -> scan(archives, pace))),
                new Figures(
                        "archive to scored text",
                        () -> data.labelledPages(
                                Archives::read,
                                archives -> data.golden(
                                        BenchClassifier::trained, scorer -> pipeline(archives, scorer, pace)))));
    }

    private static List<Row> scan(Archives archives, Pace pace) {
        var pages = archives.utf8Pages();
        double megabytes = pages.stream().mapToLong(page -> page.length).sum() / MEGA;
        var scan = new PageScan();
        var seconds = Rounds.of(
                pace,
                Timed.cpu(() -> {
                    for (var page : pages) {
                        scan.scan(page);
                        Blackhole.eat(scan.length());
                    }
                }),
                Timed.cpu(() -> Blackhole.eat(archives.gunzip())));
        var gunzip = seconds.getLast().rate(archives.gunzip() / MEGA);
        return List.of(
                Row.of("bare gunzip of the archives", gunzip, "MB/s")
                        .note("inflated bytes: heads and all kinds of records"),
                Row.of("tags stripped, no tree", seconds.getFirst().rate(megabytes), "MB/s")
                        .against("gunzip", gunzip.median())
                        .bar(new Bar.AtLeast(LEAST_SCAN_MEGABYTES, true))
                        .note(pages.size() + " pages of " + Math.round(1e3 * megabytes / pages.size()) + " KB"));
    }

    private static List<Row> pipeline(Archives archives, Scorer scorer, Pace pace) {
        var files = List.copyOf(archives.files().keySet());
        float threshold = Archives.unchecked(() -> new ScoredPages(files, scorer).thresholdPassing(SURVIVORS));
        var one = new ScoredPages(files, scorer);
        var first = new ScoredPages(files, scorer);
        var full = new ScoredPages(files, scorer);
        for (int i = 0; i < PASSES; i++) {
            Blackhole.eat(Double.doubleToLongBits(full.run(ScoredPages.ALL) + one.run(threshold)));
        }
        var seconds = Rounds.of(
                pace,
                run(first, ScoredPages.NONE),
                run(one, threshold),
                run(full, ScoredPages.ALL),
                Timed.cpu(() -> Blackhole.eat(archives.gunzip())));
        double gunzip = archives.gunzip() / MEGA / seconds.get(3).median();
        var rows = new ArrayList<Row>();
        rows.add(Row.of("first pass", seconds.getFirst().rate(first.pages()), "pages/s")
                .note(megabytesNote(first, seconds.getFirst().median())));
        rows.add(twoPasses(one, seconds.get(1), gunzip));
        rows.add(Row.of("every page parsed", seconds.get(2).rate(full.pages()), "pages/s")
                .bar(new Bar.AtLeast(LEAST_PAGES_IN_FULL, true))
                .note(megabytesNote(full, seconds.get(2).median())));
        rows.add(scaling(files, scorer, threshold, pace));
        return rows;
    }

    /// The issue asks for pages or megabytes, whichever the pages' size makes easier: in megabytes, that is the lesser.
    private static Row twoPasses(ScoredPages pages, Sample seconds, double gunzip) {
        double megabytes = pages.htmlBytes() / MEGA;
        double least = Math.min(LEAST_MEGABYTES, LEAST_PAGES * megabytes / pages.pages());
        return Row.of("two passes", seconds.rate(megabytes), "MB/s of HTML")
                .against("gunzip", gunzip)
                .bar(new Bar.AtLeast(least, true))
                .note(String.format(
                        Locale.ROOT,
                        "%,.0f pages/s; %d of %d pages parsed",
                        pages.pages() / seconds.median(),
                        pages.survivors(),
                        pages.pages()));
    }

    private static String megabytesNote(ScoredPages pages, double seconds) {
        return String.format(Locale.ROOT, "%.0f MB/s of HTML", pages.htmlBytes() / MEGA / seconds);
    }

    private static Timed run(ScoredPages pages, float threshold) {
        return Timed.cpu(() -> Blackhole.eat(Double.doubleToLongBits(pages.run(threshold))));
    }

    /// Two threads each go through all archives; one does so alone.
    private static Row scaling(List<Path> files, Scorer scorer, float threshold, Pace pace) {
        try (var crew = new Crew(CORES)) {
            var work = new ArrayList<Runnable>();
            for (int i = 0; i < CORES; i++) {
                var pages = new ScoredPages(files, scorer.another());
                work.add(() -> Blackhole.eat(Double.doubleToLongBits(pages.run(threshold))));
            }
            var seconds = Rounds.of(pace, crew.together(work.subList(0, 1)), crew.together(work));
            var times = seconds.getFirst().over(seconds.getLast()).map(ratio -> CORES * ratio);
            return Row.of("two passes on two cores", times, "times one")
                    .bar(new Bar.AtLeast(LEAST_SCALING, true))
                    .note("by the clock on the wall");
        }
    }
}
