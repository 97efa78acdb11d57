package mathesis.bench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mathesis.bench.measure.Allocation;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Row;

/// What sampling and training allocate when they have run for a while: nothing, or the collector steals their time.
final class SteadyGroup {
    private static final int BATCH = 16;
    private static final int PROMPT = 32;
    private static final int NEW_TOKENS = 64;
    private static final int READINGS = 5;

    private SteadyGroup() {}

    static List<Measurement> of(Setup setup) {
        return setup.smallShapes().stream()
                .flatMap(shape -> Stream.of(
                        new Measurement("allocation, sampling " + shape.label(), () -> sampling(setup, shape)),
                        new Measurement("allocation, training " + shape.label(), () -> training(setup, shape))))
                .toList();
    }

    private static List<Row> sampling(Setup setup, Shape shape) {
        try (var model = new Model(shape, 1);
                var decoding = Decoding.ofPrompts(model.transformer(), NEW_TOKENS, model.prompts(BATCH, PROMPT))) {
            warm(setup, decoding::run);
            long least = leastOf(() -> {
                decoding.open();
                long bytes = Allocation.bytesOf(decoding::steps);
                decoding.closeSlots();
                return bytes;
            });
            double tokens = BATCH * (NEW_TOKENS - 1.0);
            return List.of(Row.counted(shape.label() + " sampling, batch " + BATCH, least / tokens, "B/token")
                    .bar(new Bar.AtMost(0)));
        }
    }

    private static List<Row> training(Setup setup, Shape shape) {
        try (var training = new Training(shape, 1)) {
            warm(setup, training::step);
            return List.of(Row.counted(
                            shape.label() + " training", leastOf(() -> Allocation.bytesOf(training::step)), "B/step")
                    .bar(new Bar.AtMost(0)));
        }
    }

    /// A compiler that replaces code under way may allocate, so the least of a few counts.
    private static long leastOf(LongSupplier bytes) {
        return LongStream.generate(bytes).limit(READINGS).min().orElseThrow();
    }

    private static void warm(Setup setup, Runnable work) {
        var _ = Rounds.of(setup.pace(), Arrays.asList(Timed.cpu(work)));
    }
}
