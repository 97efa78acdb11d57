package mathesis.rollout.sampling;

import java.nio.charset.StandardCharsets;

/// Counter-based randomness: a number in [0, 1) that is a pure function of (seed, problem, round, sample, position).
///
/// No state moves along, so a group comes out the same whichever node samples it, in whatever batch and order. The
/// mixing function is SplitMix64's finaliser (Steele et al. 2014), applied once for each part of the key.
public final class CounterRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long key;

    private CounterRandom(long key) {
        this.key = key;
    }

    /// Numbers for one completion.
    ///
    /// @param round how often this problem was asked before; a new round draws anew
    public static CounterRandom of(long seed, String problemId, int round, int sample) {
        long key = mix(seed + GOLDEN_GAMMA);
        for (byte b : problemId.getBytes(StandardCharsets.UTF_8)) {
            key = mix(key ^ (b & 0xff)) + GOLDEN_GAMMA;
        }
        key = mix(key ^ (0x100L + round));
        return new CounterRandom(mix(key + GOLDEN_GAMMA * (sample + 1L)));
    }

    /// Uniform in [0, 1), 53 bits.
    public double uniform(int position) {
        return (mix(key + GOLDEN_GAMMA * (position + 1L)) >>> 11) * 0x1p-53;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
