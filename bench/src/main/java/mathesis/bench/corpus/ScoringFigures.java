package mathesis.bench.corpus;

import java.lang.foreign.Arena;
import java.util.List;
import mathesis.bench.measure.Allocation;
import mathesis.bench.measure.Blackhole;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.Features;
import mathesis.corpus.classify.Scorer;

/// How fast one core scores extracted text with a model of 2 million buckets, beside predicting with the same model.
final class ScoringFigures {
    private static final double LEAST_PAGES = 9_000;
    private static final double LEAST_MEGABYTES = 56;
    private static final double MOST_DIFFERENCE = 1e-5;
    private static final double ADDED_BY_PREDICTIONS = 1e-5;
    /// The C++ program's pages a second at 256 columns, on 32,530 pages of 6.1 kB; on another machine.
    private static final double PROGRAM_PAGES = 2_275;

    private static final int DIM = 256;
    /// Without the 2.15 GB of the full model; scoring is the same.
    private static final int QUICK_DIM = 16;
    private static final String LABEL = "__label__math";
    private static final double MEGA = 1e6;

    private ScoringFigures() {}

    static List<Figures> of(CorpusData data, Pace pace) {
        return List.of(new Figures("scorer", () -> data.golden(ScoringPages::read, pages -> measured(pages, pace))));
    }

    private static List<Row> measured(ScoringPages pages, Pace pace) {
        try (var arena = Arena.ofShared()) {
            var model = pages.model(pace.equals(Pace.QUICK) ? QUICK_DIM : DIM, arena);
            return rows(pages, model, Scorer.collapse(model, LABEL), pace);
        }
    }

    private static List<Row> rows(ScoringPages pages, FastTextModel model, Scorer scorer, Pace pace) {
        var weights = WeightReads.of(model, pages);
        var seconds = Rounds.of(
                pace,
                Timed.cpu(() -> score(scorer, pages)),
                Timed.cpu(() -> predict(model, pages)),
                Timed.cpu(weights::read));
        double count = pages.pages().size();
        byte[] first = pages.pages().getFirst();
        var scored = seconds.getFirst().rate(count);
        double limit = seconds.getLast().rate(count).median();
        return List.of(
                Row.of("pages scored", scored, "pages/s")
                        .against("its weights alone, places known", limit)
                        .peer("C++ fastText 2024-03-13, predict", PROGRAM_PAGES)
                        .bar(new Bar.AtLeast(LEAST_PAGES, true))
                        .note(pages.bytes() / pages.pages().size() + " bytes and " + pages.words() / (long) count
                                + " words each, " + (long) count + " of them"),
                Row.of("text scored", seconds.getFirst().rate(pages.bytes() / MEGA), "MB/s")
                        .bar(new Bar.AtLeast(LEAST_MEGABYTES, true)),
                Row.of("pages predicted, model not collapsed", seconds.get(1).rate(count), "pages/s")
                        .note("dim " + model.arguments().dim()),
                Row.counted("largest difference of score and prediction", difference(scorer, model, pages), "")
                        .bar(new Bar.AtMost(MOST_DIFFERENCE)),
                Row.counted(
                                "scoring, memory",
                                Allocation.bytesOf(() -> scorer.score(first, 0, first.length)),
                                "B a page")
                        .bar(new Bar.AtMost(0)));
    }

    private static void score(Scorer scorer, ScoringPages pages) {
        double sum = 0;
        for (byte[] page : pages.pages()) {
            sum += scorer.score(page, 0, page.length);
        }
        Blackhole.eat((long) (MEGA * sum));
    }

    private static void predict(FastTextModel model, ScoringPages pages) {
        var features = new Features(model.arguments(), model.dictionary());
        double sum = 0;
        for (byte[] page : pages.pages()) {
            features.readLine(page, 0, page.length);
            sum += model.predict(features, 1, 0).getFirst().probability();
        }
        Blackhole.eat((long) (MEGA * sum));
    }

    private static double difference(Scorer scorer, FastTextModel model, ScoringPages pages) {
        double largest = 0;
        for (byte[] page : pages.pages()) {
            double predicted = model.predict(page, 2, 0).stream()
                    .filter(prediction -> prediction.label().equals(LABEL))
                    .mapToDouble(prediction -> prediction.probability() - ADDED_BY_PREDICTIONS)
                    .sum();
            largest = Math.max(largest, Math.abs(predicted - scorer.score(page, 0, page.length)));
        }
        return largest;
    }
}
