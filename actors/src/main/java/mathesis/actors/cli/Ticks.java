package mathesis.actors.cli;

import java.util.Locale;

/// Round numbers along an axis.
///
/// @param low   at or below the least value
/// @param high  at or above the greatest
/// @param step  1, 2 or 5 times a power of ten
/// @param count of ticks, both ends included
record Ticks(double low, double high, double step, int count) {
    private static final double[] ROUND = {1, 2, 5, 10};

    /// About so many ticks around the values from `least` to `greatest`.
    static Ticks around(double least, double greatest, int about) {
        return around(least, greatest, about, 0);
    }

    /// The same over things that are counted: every tick a whole number.
    static Ticks ofWholeNumbers(double least, double greatest, int about) {
        return around(least, greatest, about, 1);
    }

    private static Ticks around(double least, double greatest, int about, double smallestStep) {
        double span = greatest > least ? greatest - least : Math.max(Math.abs(greatest), 1);
        double power = Math.pow(10, Math.floor(Math.log10(span / about)));
        double step = power;
        for (int i = 0; i < ROUND.length && span / step > about; i++) {
            step = power * ROUND[i];
        }
        step = Math.max(step, smallestStep);
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.ceil(greatest / step - 1e-9) * step;
        if (high <= low) {
            high = low + step;
        }
        return new Ticks(low, high, step, (int) Math.round((high - low) / step) + 1);
    }

    double value(int index) {
        return low + index * step;
    }

    /// A tick with the digits that its neighbours need, times a factor (100 for per cent).
    String label(int index, double factor) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step * factor) + 1e-9));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value(index) * factor);
    }
}
