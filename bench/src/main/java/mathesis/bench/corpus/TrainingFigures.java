package mathesis.bench.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.corpus.decontaminate.Benchmarks;
import mathesis.corpus.training.TrainingOptions;

/// How fast a classifier as large as the paper's is trained, and how good those are that are trained on the text of
/// fastText's reference figures.
final class TrainingFigures {
    private static final String PROGRAM = "C++ fastText 2024-03-13";
    private static final double LEAST_WORDS = 1.2e6;
    /// The C++ program's words a CPU second of a thread on 4.63 million tokens, 99,781 words; on another machine.
    private static final double PROGRAM_WORDS = 1.15e6;
    private static final double PROGRAM_WORDS_OF_TWO = 1.04e6;
    private static final double MOST_BELOW = 0.01;

    private static final int EPOCHS_BEFORE = 1;
    private static final int EPOCHS = 4;
    private static final int QUICK_EPOCHS = 2;

    private TrainingFigures() {}

    static List<Figures> of(CorpusData data, Pace pace) {
        return List.of(
                new Figures(
                        "training speed",
                        () -> data.labelledPages(
                                PageTexts::read,
                                manuals -> data.benchmarks(
                                        TrainingPages::mathematics, texts -> speed(manuals, texts, options(pace))))),
                new Figures(
                        "trained classifiers", () -> data.golden(folder -> folder, folder -> quality(folder, pace))));
    }

    private static TrainingOptions options(Pace pace) {
        var paper = TrainingOptions.PAPER;
        return paper.withPasses(paper.learningRate(), pace.equals(Pace.QUICK) ? QUICK_EPOCHS : EPOCHS);
    }

    private static List<Row> speed(PageTexts manuals, Benchmarks mathematics, TrainingOptions options) {
        var plain = TrainingPages.of(manuals, mathematics, TrainingPages::plain, options.model());
        var normalised = TrainingPages.of(manuals, mathematics, TrainingPages::normalised, options.model());
        return List.of(
                row("words trained, one thread", plain, options)
                        .peer(PROGRAM, PROGRAM_WORDS)
                        .bar(new Bar.AtLeast(LEAST_WORDS, true)),
                row("words trained, each of two threads", plain, options.withThreads(2))
                        .peer(PROGRAM, PROGRAM_WORDS_OF_TWO),
                row("words trained of normalised text, one thread", normalised, options));
    }

    private static Row row(String name, TrainingPages pages, TrainingOptions options) {
        var model = options.model();
        return Row.of(name, TrainingClock.tokensPerSecond(pages, options, EPOCHS_BEFORE), "words/s")
                .note("of CPU time, without the first epoch; dim " + model.dim() + ", n-grams " + model.wordNgrams()
                        + ", " + model.bucket() + " buckets; " + pages.pages() + " pages, " + pages.tokens()
                        + " words, a dictionary of " + pages.words() + ", " + pages.rows() + " rows met");
    }

    private static List<Row> quality(Path folder, Pace pace) {
        try {
            return TrainedClassifier.all(folder, pace.equals(Pace.QUICK)).stream()
                    .map(trained -> Row.counted(trained.name(), trained.value(), "")
                            .against(PROGRAM, trained.reference())
                            .bar(new Bar.AtLeast(trained.reference() - MOST_BELOW, false))
                            .note(trained.how()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }
}
