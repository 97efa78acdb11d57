package mathesis.bench.engine;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Sample;
import mathesis.bench.measure.Streams;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Row;
import mathesis.bench.report.Yardstick;
import mathesis.bench.twins.CKernels;

/// Row kernels by turns with the same loops in C, compiled on this machine.
final class ElementwiseGroup {
    private static final int SMALL = 1 << 16;
    private static final int LARGE = 15_187_968; // the 15M shape's matrices; a multiple of 128
    private static final double BAR = 0.6;
    /// What counts as being at the limit of the memory.
    private static final double STREAM_BAR = 0.9;

    private final Setup setup;

    private ElementwiseGroup(Setup setup) {
        this.setup = setup;
    }

    static List<Measurement> of(Setup setup) {
        var contest = new ElementwiseGroup(setup);
        return List.of(
                new Measurement("the C compiler", ElementwiseGroup::compileFirst),
                contest.measurement("RMSNorm forward", arena -> RowWorks.rmsNormForward(arena, 256, 288)),
                contest.measurement("RMSNorm backward", arena -> RowWorks.rmsNormBackward(arena, 256, 288)),
                contest.measurement("SwiGLU forward", arena -> RowWorks.swiGluForward(arena, 128, 768)),
                contest.measurement("SwiGLU backward", arena -> RowWorks.swiGluBackward(arena, 128, 768)),
                contest.measurement("softmax", arena -> RowWorks.softmax(arena, 32000)),
                contest.measurement("softmax", arena -> RowWorks.softmax(arena, 8192)),
                contest.measurement("cross-entropy forward", arena -> RowWorks.crossEntropyForward(arena, 32000)),
                contest.measurement("cross-entropy forward", arena -> RowWorks.crossEntropyForward(arena, 8192)),
                contest.measurement("cross-entropy backward", arena -> RowWorks.crossEntropyBackward(arena, 32000)),
                contest.measurement("cross-entropy backward", arena -> RowWorks.crossEntropyBackward(arena, 8192)),
                contest.measurement("AdamW in the cache", arena -> RowWorks.adamW(arena, SMALL)),
                new Measurement("AdamW of a whole model", () -> List.of(contest.memoryBound())));
    }

    private Measurement measurement(String name, Function<Arena, RowWork> work) {
        return new Measurement(name, () -> List.of(cacheBound(work)));
    }

    private Row cacheBound(Function<Arena, RowWork> work) {
        try (var arena = Arena.ofShared()) {
            return row(work.apply(arena), List.of());
        }
    }

    private Row memoryBound() {
        try (var arena = Arena.ofShared()) {
            var floats = new Floats(arena);
            var w = floats.zeros(LARGE);
            var g = floats.zeros(LARGE);
            var m = floats.zeros(LARGE);
            var v = floats.zeros(LARGE);
            return row(RowWorks.adamW(arena, LARGE), List.of(Timed.cpu(() -> Streams.update(w, g, m, v))));
        }
    }

    /// @param stream the same traffic without the arithmetic, if that is what may limit the work
    private Row row(RowWork work, List<Timed> stream) {
        var contest = new ArrayList<Timed>();
        contest.add(Timed.cpu(work.ours()));
        twins().ifPresent(c -> contest.add(Timed.cpu(() -> work.twin().accept(c))));
        contest.addAll(stream);
        var rates = Rounds.of(setup.pace(), contest).stream()
                .map(sample -> sample.rate(work.bytes() / 1e9))
                .toList();
        var row = beside(Row.of(work.name(), rates.getFirst(), "GB/s"), rates);
        return stream.isEmpty()
                ? row.bar(new Bar.Share(BAR))
                : row.against(yardstick("GB/s, the same streams without arithmetic", rates.getFirst(), rates.getLast()))
                        .bar(twins().isEmpty() ? new Bar.Share(STREAM_BAR) : new Bar.Share(BAR, STREAM_BAR));
    }

    private Row beside(Row row, List<Sample> rates) {
        return twins().isEmpty()
                ? row.note("no C compiler (gcc, cc or clang) found, so nothing to hold it against")
                : row.against(yardstick("C", rates.getFirst(), rates.get(1)));
    }

    /// Apart from the figures, since the compiler is a process of its own that would count as another's load.
    private static List<Row> compileFirst() {
        var _ = twins();
        return List.of();
    }

    private static Optional<CKernels> twins() {
        return Twins.COMPILED;
    }

    /// Compiled when first asked for.
    private static final class Twins {
        static final Optional<CKernels> COMPILED = CKernels.compiled();
    }

    private static Yardstick yardstick(String name, Sample ours, Sample theirs) {
        return new Yardstick(name, theirs.median(), ours.over(theirs).median());
    }
}
