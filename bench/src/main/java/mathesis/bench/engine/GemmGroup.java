package mathesis.bench.engine;

import java.lang.foreign.Arena;
import java.util.List;
import mathesis.bench.measure.FmaPeak;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Sample;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Row;
import mathesis.bench.report.Yardstick;

/// Matrix products of the shapes that occur, each by turns with the FMA peak, so that both see the same clock rate.
final class GemmGroup {
    /// Rows of a decoding batch, for which the kernel has to reach more.
    private static final int MOST_ROLLOUT_ROWS = 64;

    static final List<GemmShape> SHAPES = List.of(
            GemmShape.of(1, 64, 64),
            GemmShape.of(1, 512, 512),
            GemmShape.of(1, 288, 32000),
            GemmShape.of(16, 512, 1408),
            GemmShape.of(16, 192, 512),
            GemmShape.of(64, 512, 512),
            GemmShape.of(64, 192, 512),
            GemmShape.of(64, 64, 256), // a tile of attention
            GemmShape.of(2048, 512, 1408),
            GemmShape.of(2048, 512, 8192),
            GemmShape.gradient(768, 2048, 288),
            GemmShape.gradient(1408, 2048, 512));

    private GemmGroup() {}

    static List<Measurement> of(Setup setup) {
        return SHAPES.stream()
                .map(shape -> new Measurement(shape.label(), () -> List.of(row(setup, shape))))
                .toList();
    }

    private static Row row(Setup setup, GemmShape shape) {
        try (var arena = Arena.ofShared()) {
            var seconds = Rounds.of(setup.pace(), Timed.cpu(shape.ready(arena)), Timed.cpu(new FmaPeak()));
            return shape.m() == 1
                    ? vector(setup, shape, seconds.getFirst())
                    : matrix(shape, seconds.getFirst(), seconds.getLast());
        }
    }

    private static Row vector(Setup setup, GemmShape shape, Sample seconds) {
        return Row.of(shape.label(), seconds.rate(shape.weightBytes() / 1e9), "GB/s")
                .against("reads", setup.limits().bytesPerSecond(shape.weightBytes()) / 1e9);
    }

    private static Row matrix(GemmShape shape, Sample seconds, Sample peakSeconds) {
        var rate = seconds.rate(shape.flops() / 1e9);
        var peak = peakSeconds.rate(FmaPeak.FLOPS / 1e9);
        var row = Row.of(shape.label(), rate, "GFLOP/s")
                .against(
                        new Yardstick("FMA peak", peak.median(), rate.over(peak).median()));
        return shape.gradient()
                ? row.note("packing of B included")
                : row.bar(new Bar.Share(shape.m() <= MOST_ROLLOUT_ROWS ? 0.8 : 0.7));
    }
}
