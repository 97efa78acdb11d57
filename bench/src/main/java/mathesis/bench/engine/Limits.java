package mathesis.bench.engine;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mathesis.bench.measure.FmaPeak;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Sample;
import mathesis.bench.measure.Streams;
import mathesis.bench.measure.Timed;

/// What one core of this machine can do at most, measured once.
public final class Limits {
    /// Sizes whose read bandwidth is measured: one for each level of most memory systems.
    static final List<Long> SIZES = List.of(32L << 10, 512L << 10, 8L << 20, 64L << 20, 256L << 20);

    private final Sample flops;
    private final TreeMap<Long, Sample> bandwidths;

    private Limits(Sample flops, TreeMap<Long, Sample> bandwidths) {
        this.flops = flops;
        this.bandwidths = bandwidths;
    }

    /// Measures them.
    public static Limits measured(Pace pace) {
        var work = new ArrayList<Timed>();
        work.add(Timed.cpu(new FmaPeak()));
        try (var arena = Arena.ofShared()) {
            var memory = arena.allocate(SIZES.getLast(), 64).fill((byte) 0);
            for (long size : SIZES) {
                var part = memory.asSlice(0, size);
                work.add(Timed.cpu(() -> Blackhole.eat(Streams.read(part))));
            }
            var seconds = Rounds.of(pace, work);
            var bandwidths = new TreeMap<Long, Sample>();
            for (int i = 0; i < SIZES.size(); i++) {
                bandwidths.put(SIZES.get(i), seconds.get(i + 1).rate(SIZES.get(i)));
            }
            return new Limits(seconds.getFirst().rate(FmaPeak.FLOPS), bandwidths);
        }
    }

    /// Known limits.
    static Limits of(double flopsPerSecond, Map<Long, Double> bytesPerSecond) {
        var bandwidths = new TreeMap<Long, Sample>();
        bytesPerSecond.forEach((size, rate) -> bandwidths.put(size, new Sample(rate)));
        return new Limits(new Sample(flopsPerSecond), bandwidths);
    }

    Sample flops() {
        return flops;
    }

    Map<Long, Sample> bandwidths() {
        return bandwidths;
    }

    /// Floating-point operations a second: the most that any round reached.
    public double flopsPerSecond() {
        return -flops.map(rate -> -rate).least();
    }

    /// Bytes read a second from a working set. Between two measured sizes a straight line is drawn through the
    /// logarithms; beyond them the nearest counts.
    double bytesPerSecond(double workingSet) {
        var below = bandwidths.floorEntry((long) workingSet);
        var above = bandwidths.ceilingEntry((long) workingSet);
        if (below == null || above == null || below.equals(above)) {
            return (below == null ? above : below).getValue().median();
        }
        double share = Math.log(workingSet / below.getKey()) / Math.log((double) above.getKey() / below.getKey());
        double slower = above.getValue().median() / below.getValue().median();
        return below.getValue().median() * Math.pow(slower, share);
    }
}
