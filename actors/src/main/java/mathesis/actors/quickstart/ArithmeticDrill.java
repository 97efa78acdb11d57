package mathesis.actors.quickstart;

import java.util.SplittableRandom;

/// Lines of bare arithmetic such as `47+38=85`: the cheapest text to learn a calculation from, since each needs a tenth
/// of a word problem's tokens.
///
/// The lines of a drill are a pure function of (seed, index). Numbers are those of the word problems: terms to 99,
/// factors and divisors from 2 to 9, exact division.
record ArithmeticDrill(long seed, int lines) {
    private static final int LARGEST_NUMBER = 99;
    private static final int LARGEST_FACTOR = 9;

    /// Drill number `index`, one calculation a line, without a line feed at the end.
    String text(long index) {
        var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        var text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            text.append(line == 0 ? "" : "\n").append(calculation(random));
        }
        return text.toString();
    }

    private static String calculation(SplittableRandom random) {
        int a = random.nextInt(1, LARGEST_NUMBER + 1);
        int b = random.nextInt(1, LARGEST_NUMBER + 1);
        int factor = random.nextInt(2, LARGEST_FACTOR + 1);
        int other = random.nextInt(2, LARGEST_NUMBER / factor + 1);
        return switch (random.nextInt(6)) {
            case 0, 1 -> a + "+" + b + "=" + (a + b);
            case 2, 3 -> Math.max(a, b) + "-" + Math.min(a, b) + "=" + Math.abs(a - b);
            case 4 ->
                random.nextBoolean()
                        ? factor + "*" + other + "=" + factor * other
                        : other + "*" + factor + "=" + factor * other;
            default -> factor * other + "/" + factor + "=" + other;
        };
    }
}
