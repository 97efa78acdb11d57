package mathesis.bench.grade;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Figures;

/// The groups of figures of `bench grade`, in their order; each has a class of its own that lists its figures.
enum GradeGroup {
    PAIRS(
            "answers against reference answers, labels of other graders' tests, rows without label_basis",
            PairFigures::of),
    SOLUTIONS("whole solutions", SolutionFigures::of),
    EXTRACTION("final answers found as their data sets state them", ExtractionFigures::of),
    SPEED("one core, extraction and verdict together", SpeedFigures::of),
    PROGRAMS("programs that models wrote, in the sandbox", ProgramFigures::of);

    private final String heading;
    private final BiFunction<GradeData, Pace, List<Figures>> figures;

    GradeGroup(String heading, BiFunction<GradeData, Pace, List<Figures>> figures) {
        this.heading = heading;
        this.figures = figures;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String heading() {
        return heading;
    }

    List<Figures> figures(GradeData data, Pace pace) {
        return figures.apply(data, pace);
    }
}
