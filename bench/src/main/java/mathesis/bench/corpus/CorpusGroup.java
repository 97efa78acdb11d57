package mathesis.bench.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Figures;

/// The groups of figures of `bench corpus`, in their order; each has a class of its own that lists its figures.
public enum CorpusGroup {
    TEXT("text and formulas of pages, one core", TextFigures::of),
    GOLDEN("predictions with models of the C++ fastText", GoldenFigures::of),
    SCORING("scoring extracted text, one core", ScoringFigures::of),
    TRAINING("training classifiers", TrainingFigures::of),
    PIPELINE("from an archive to scored text, one core unless a row says two", PipelineFigures::of),
    DEDUP("duplicates and benchmark texts", DedupFigures::of);

    private final String heading;
    private final BiFunction<CorpusData, Pace, List<Figures>> figures;

    CorpusGroup(String heading, BiFunction<CorpusData, Pace, List<Figures>> figures) {
        this.heading = heading;
        this.figures = figures;
    }

    /// The group of a name on the command line; throws [IllegalArgumentException] with the names that there are.
    public static CorpusGroup named(String label) {
        return Arrays.stream(values())
                .filter(group -> group.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(CorpusGroup::label).toList())));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String heading() {
        return heading;
    }

    List<Figures> figures(CorpusData data, Pace pace) {
        return figures.apply(data, pace);
    }
}
