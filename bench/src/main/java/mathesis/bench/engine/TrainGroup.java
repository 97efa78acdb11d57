package mathesis.bench.engine;

import java.util.List;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Row;

/// Whole training steps.
final class TrainGroup {
    private TrainGroup() {}

    static List<Measurement> of(Setup setup) {
        return setup.shapes().stream()
                .map(shape -> new Measurement("train " + shape.label(), () -> List.of(measured(setup, shape))))
                .toList();
    }

    /// Bars are the issue's; PyTorch's figures are its best where the bars were set.
    private static Row measured(Setup setup, Shape shape) {
        return switch (shape) {
            case M15 -> row(setup, shape, 1050, 794);
            case M3 -> row(setup, shape, 4500, 3580);
            case M1 -> row(setup, shape, 10_000, 7930);
        };
    }

    private static Row row(Setup setup, Shape shape, double bar, double pyTorch) {
        try (var training = new Training(shape, 1)) {
            var seconds = Rounds.of(setup.pace(), Timed.cpu(training::step)).getFirst();
            double flops = Cost.trainFlops(shape.config(), shape.lessonLength());
            return Row.of(
                            shape.label() + ", " + shape.lessonSequences() + " x " + shape.lessonLength(),
                            seconds.rate(training.tokens()),
                            "tok/s")
                    .against("FLOPs", setup.limits().flopsPerSecond() / flops)
                    .peer(
                            "best PyTorch, as measured where the bars were set, scaled by the FMA peak",
                            setup.scaled(pyTorch))
                    .bar(setup.rate(bar, flops));
        }
    }
}
