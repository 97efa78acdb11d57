package mathesis.bench.grade;

import java.util.List;

/// Short answers that are dear to a careless grader: towers of powers, huge factorials and sums, deep nesting,
/// polynomials that explode when multiplied out, and many elements to match.
final class HostilePairs {
    /// A reference answer and what it is compared with.
    record Pair(String gold, String answer) {}

    private HostilePairs() {}

    static List<Pair> all() {
        return List.of(
                new Pair("9^{9^{9^{9}}}", "9^{9^{9^{8}}}"),
                new Pair("10^{1000000000}", "10^{1000000001}"),
                new Pair("2^{3^{4^{5^{6}}}}", "5"),
                new Pair("100000!", "99999!"),
                new Pair("\\binom{1000000}{500000}", "1"),
                new Pair("(a+b+c+d+e+f)^{60}", "(f+e+d+c+b+a)^{60}"),
                new Pair("(x+1)^{100}(x-1)^{100}", "(x^2-1)^{100}"),
                new Pair(nested("\\frac{1}{1+", "1", "}", 70), nested("\\frac{1}{1+", "2", "}", 70)),
                new Pair(nested("\\sqrt{2+", "2", "}", 100), nested("\\sqrt{2+", "3", "}", 100)),
                new Pair(nested("(", "1", ")", 400), nested("[", "1", "]", 400)),
                new Pair("1+".repeat(450) + "1", "451"),
                new Pair("x+".repeat(450) + "x", "451x"),
                new Pair(list(300, 1), list(300, 2)),
                new Pair("\\{" + list(250, 1) + "\\}", "\\{" + list(250, 3) + "\\}"),
                new Pair("\\sin(".repeat(100) + "x" + ")".repeat(100), "\\cos(".repeat(100) + "x" + ")".repeat(100)),
                new Pair("9".repeat(990), "9".repeat(989) + "8"),
                new Pair("0." + "3".repeat(900), "1/3"),
                new Pair("1e999999999", "1e999999998"),
                new Pair("\\sum_{n=1}^{1000000000} n", "500000000500000000"),
                new Pair("|".repeat(999), "|".repeat(998)),
                new Pair("{".repeat(999), "}".repeat(999)),
                new Pair("x^{1000000}-1", "(x-1)(x^{999999}+1)"));
    }

    private static String nested(String open, String core, String close, int depth) {
        return open.repeat(depth) + core + close.repeat(depth);
    }

    private static String list(int elements, int step) {
        var list = new StringBuilder();
        for (int i = 0; i < elements; i++) {
            list.append(i == 0 ? "" : ",").append(i * step % elements);
        }
        return list.toString();
    }
}
