package mathesis.bench.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures several pieces of work by turns, so that whatever slows the machine down for a while slows all of them.
public final class Rounds {
    private static final double SLICE_SECONDS = 0.02;
    /// The longest warm-up holds so many slices.
    private static final int WARM_UP_SLICES = 20;
    private static final double STABLE = 0.95;
    private static final int STABLE_SLICES = 3;
    private static final int MOST_ROUNDS = 25;
    private static final int MOST_REPEATS = 1_000_000;

    private Rounds() {}

    /// Seconds of one run of each piece of work, a reading a round.
    public static List<Sample> of(Pace pace, Timed... work) {
        return of(pace, Arrays.asList(work));
    }

    /// Seconds of one run of each piece of work, a reading a round.
    public static List<Sample> of(Pace pace, List<Timed> work) {
        var repeats = new int[work.size()];
        double round = 0;
        for (int i = 0; i < repeats.length; i++) {
            double seconds = warm(work.get(i), pace.warmUpSeconds());
            repeats[i] = repeatsFor(SLICE_SECONDS, seconds);
            round += seconds * repeats[i];
        }
        int rounds = (int) Math.clamp(pace.seconds() * repeats.length / round, pace.leastRounds(), MOST_ROUNDS);
        return measured(work, repeats, rounds);
    }

    private static List<Sample> measured(List<Timed> work, int[] repeats, int rounds) {
        var readings = new double[repeats.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < repeats.length; i++) {
                readings[i][round] = work.get(i).seconds(repeats[i]) / repeats[i];
            }
        }
        var samples = new ArrayList<Sample>();
        for (var each : readings) {
            samples.add(new Sample(each));
        }
        return samples;
    }

    /// Runs until several slices in a row are hardly faster than the one before, or time is up; returns the seconds of
    /// one run.
    private static double warm(Timed work, double mostSeconds) {
        double sliceSeconds = mostSeconds / WARM_UP_SLICES;
        double spent = 0;
        double last = Double.MAX_VALUE;
        int stable = 0;
        int repeats = 1;
        while (true) {
            double slice = work.seconds(repeats);
            double one = slice / repeats;
            spent += slice;
            boolean whole = slice > sliceSeconds / 2 || repeats == MOST_REPEATS;
            stable = whole && one > STABLE * last ? stable + 1 : 0;
            if (stable == STABLE_SLICES || whole && spent > mostSeconds) {
                return Math.min(one, last);
            }
            last = whole ? one : Double.MAX_VALUE;
            repeats = repeatsFor(sliceSeconds, one);
        }
    }

    private static int repeatsFor(double seconds, double one) {
        return (int) Math.clamp(seconds / Math.max(one, 1e-9), 1, MOST_REPEATS);
    }
}
