package mathesis.actors.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Shares of a whole in whole per cent that add up to 100.
final class Shares {
    private Shares() {}

    /// Rounds down, then gives what is missing to the largest remainders; all 0 when the parts are.
    static int[] percent(double... parts) {
        double total = Arrays.stream(parts).sum();
        var shares = new int[parts.length];
        if (!(total > 0)) {
            return shares;
        }
        for (int i = 0; i < parts.length; i++) {
            shares[i] = (int) (100 * parts[i] / total);
        }
        int missing = 100 - Arrays.stream(shares).sum();
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> shares[i] - 100 * parts[i] / total))
                .limit(missing)
                .forEach(i -> shares[i]++);
        return shares;
    }
}
