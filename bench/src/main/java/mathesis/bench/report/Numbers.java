package mathesis.bench.report;

import java.util.Locale;

/// Figures as they stand in tables.
final class Numbers {
    private Numbers() {}

    /// Three digits or so, thousands set apart.
    static String plain(double value) {
        double size = Math.abs(value);
        if (size > 0 && size < 1e-3) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        int digits = value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /// A share in percent.
    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f%%" : "%.0f%%", 100 * share);
    }
}
