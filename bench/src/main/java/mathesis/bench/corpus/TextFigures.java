package mathesis.bench.corpus;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import mathesis.bench.measure.Blackhole;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.bench.report.Yardstick;
import mathesis.corpus.text.HtmlText;
import mathesis.corpus.text.HtmlTextLimits;

/// How many formulas of real pages the careful extraction keeps, and how fast one core extracts.
final class TextFigures {
    private static final double LEAST_PERCENT = 97;
    private static final double LEAST_PAGES = 1_000;
    /// Passes before anything is timed: the compiler replaces this code several times.
    private static final int PASSES = 8;

    private TextFigures() {}

    static List<Figures> of(CorpusData data, Pace pace) {
        return List.of(
                new Figures("formulas", () -> data.labelledPages(GoldFormulas::read, TextFigures::formulas)),
                new Figures("extraction", () -> data.labelledPages(HtmlPages::read, pages -> extraction(pages, pace))));
    }

    private static List<Row> formulas(GoldFormulas gold) {
        var kinds = new TreeMap<String, int[]>();
        int all = 0;
        int found = 0;
        for (var formula : gold.formulas()) {
            var counts = kinds.computeIfAbsent(formula.kind(), _ -> new int[2]);
            all++;
            counts[0]++;
            if (formula.found()) {
                found++;
                counts[1]++;
            }
        }
        var byKind = new StringBuilder();
        kinds.forEach((kind, counts) -> byKind.append(byKind.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%s %d of %d", kind, counts[1], counts[0])));
        return List.of(Row.counted("TeX strings found (" + all + ")", 100.0 * found / all, "%")
                .against("bar", LEAST_PERCENT)
                .bar(new Bar.AtLeast(LEAST_PERCENT, false))
                .note(byKind.toString()));
    }

    private static List<Row> extraction(HtmlPages pages, Pace pace) {
        var extraction = new HtmlText(HtmlTextLimits.DEFAULT);
        Runnable extract = () -> pages.pages()
                .forEach(page -> Blackhole.eat(
                        extraction.extract(page.html(), page.url()).hashCode()));
        Runnable parse = () -> pages.pages().forEach(page -> Blackhole.eat(extraction.parse(page.html())));
        for (int i = 0; i < PASSES; i++) {
            extract.run();
            parse.run();
        }
        var seconds = Rounds.of(pace, Timed.cpu(extract), Timed.cpu(parse));
        int count = pages.pages().size();
        var rate = seconds.get(0).rate(count);
        var bare = seconds.get(1).rate(count);
        double megabytes = pages.characters() / 1e6;
        return List.of(Row.of("HTML to text", rate, "pages/s")
                .against("bar", LEAST_PAGES)
                .against(new Yardstick(
                        "jsoup's parser alone", bare.median(), rate.over(bare).median()))
                .bar(new Bar.AtLeast(LEAST_PAGES, true))
                .note(String.format(
                        Locale.ROOT,
                        "%d pages of %.0f kB, %.0f MB/s",
                        count,
                        1e3 * megabytes / count,
                        rate.median() * megabytes / count)));
    }
}
