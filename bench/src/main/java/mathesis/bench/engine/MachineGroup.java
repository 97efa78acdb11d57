package mathesis.bench.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import mathesis.bench.measure.Crew;
import mathesis.bench.measure.FmaPeak;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Streams;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Row;

/// What the machine can do: arithmetic without memory, memory without arithmetic.
final class MachineGroup {
    private static final long DRAM = Limits.SIZES.getLast();
    private static final int ARRAYS = 3;

    private MachineGroup() {}

    static List<Measurement> of(Setup setup) {
        var all = new ArrayList<Measurement>();
        all.add(new Measurement("FMA peak and reads, 1 thread", () -> oneThread(setup)));
        all.add(new Measurement("triad and copy, 1 thread", () -> streams(setup)));
        if (setup.threads() > 1) {
            all.add(new Measurement(
                    "FMA peak and reads, " + setup.threads() + " threads", () -> severalThreads(setup)));
        }
        return all;
    }

    /// The limits that other groups' figures are held against were measured before.
    private static List<Row> oneThread(Setup setup) {
        var rows = new ArrayList<Row>();
        rows.add(Row.of("FMA peak, 1 thread", setup.limits().flops().map(f -> f / 1e9), "GFLOP/s"));
        setup.limits()
                .bandwidths()
                .forEach((size, rate) -> rows.add(Row.of("read " + size(size), rate.map(b -> b / 1e9), "GB/s")));
        return rows;
    }

    private static List<Row> streams(Setup setup) {
        try (var arena = Arena.ofShared()) {
            long size = DRAM / ARRAYS / 512 * 512;
            var a = arena.allocate(size, 64).fill((byte) 0);
            var b = arena.allocate(size, 64).fill((byte) 0);
            var c = arena.allocate(size, 64).fill((byte) 0);
            var seconds =
                    Rounds.of(setup.pace(), Timed.cpu(() -> Streams.triad(a, b, c)), Timed.cpu(() -> a.copyFrom(b)));
            return List.of(
                    Row.of("triad " + size(DRAM), seconds.get(0).rate(3e-9 * size), "GB/s"),
                    Row.of("copy " + size(DRAM), seconds.get(1).rate(2e-9 * size), "GB/s"));
        }
    }

    private static List<Row> severalThreads(Setup setup) {
        int threads = setup.threads();
        try (var crew = new Crew(threads);
                var arena = Arena.ofShared()) {
            var memory = new ArrayList<MemorySegment>();
            IntStream.range(0, threads)
                    .forEach(_ -> memory.add(arena.allocate(DRAM, 64).fill((byte) 0)));
            var sizes = List.of(Limits.SIZES.get(1), DRAM);
            var work = new ArrayList<Timed>();
            work.add(together(crew, threads, _ -> repeated(new FmaPeak(), 500)));
            for (long size : sizes) {
                int repeats = (int) Math.max(1, DRAM / size); // long enough for starting the threads not to count
                work.add(together(crew, threads, thread -> {
                    var part = memory.get(thread).asSlice(0, size);
                    return repeated(() -> Blackhole.eat(Streams.read(part)), repeats);
                }));
            }
            var seconds = Rounds.of(setup.pace(), work);
            var rows = new ArrayList<Row>();
            rows.add(Row.of(
                    "FMA peak, " + threads + " threads",
                    seconds.getFirst().rate(threads * 500 * FmaPeak.FLOPS / 1e9),
                    "GFLOP/s"));
            for (int i = 0; i < sizes.size(); i++) {
                rows.add(Row.of(
                        "read " + size(sizes.get(i)) + " each, " + threads + " threads",
                        seconds.get(i + 1).rate(threads * DRAM / 1e9),
                        "GB/s"));
            }
            return rows;
        }
    }

    private static Timed together(Crew crew, int threads, Function<Integer, Runnable> work) {
        var each = IntStream.range(0, threads).mapToObj(work::apply).toList();
        return crew.together(each);
    }

    private static Runnable repeated(Runnable work, int times) {
        return () -> {
            for (int i = 0; i < times; i++) {
                work.run();
            }
        };
    }

    static String size(long bytes) {
        return bytes < 1 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
    }
}
