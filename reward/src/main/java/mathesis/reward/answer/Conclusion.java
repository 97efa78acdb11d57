package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.startsWith;

import java.util.Optional;
import java.util.stream.Collectors;

/// What a text ends with when nothing points out its answer.
final class Conclusion {
    private static final String[] PERCENT = {"%", "\\%", "percent", "pct"};

    private Conclusion() {}

    /// The last formula, or several that are joined, unless a number follows or it is only the name of something.
    static Optional<Found> formula(CharSequence text) {
        var run = FormulaScanner.lastRun(text);
        if (run.isEmpty()) {
            return Optional.empty();
        }
        var last = run.getLast();
        var stated = run.stream().map(formula -> formula.content(text)).collect(Collectors.joining(" and "))
                + percentAfter(text, last.after());
        boolean numberFollows = LastNumber.lastDigit(text) >= last.after();
        boolean name = stated.length() == 1 && !Characters.isDigit(stated, 0);
        return Optional.of(new Found(last.outer(), stated)).filter(_ -> !numberFollows && !name);
    }

    private static String percentAfter(CharSequence text, int end) {
        int at = Characters.skipSpaces(text, end);
        for (var percent : PERCENT) {
            if (startsWith(text, at, percent)) {
                return " " + percent;
            }
        }
        return "";
    }

    /// The last member of a chain of equations: `105` of `35 + 70 = 105`. Nothing where the text has no equals sign
    /// outside brackets and braces.
    static Optional<String> lastMember(String formula) {
        int depth = 0;
        for (int i = formula.length() - 1; i > 0; i--) {
            char c = formula.charAt(i);
            depth += ")]}".indexOf(c) >= 0 ? 1 : "([{".indexOf(c) >= 0 ? -1 : 0;
            boolean equals = c == '=' && "<>!:\\".indexOf(formula.charAt(i - 1)) < 0 || c == '\u2248';
            if (depth == 0 && (equals || startsWith(formula, i, "\\approx"))) {
                var member = formula.substring(c == '\\' ? i + "\\approx".length() : i + 1)
                        .strip();
                return Optional.of(member).filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }

    /// Whether all members but the last are calculations with numbers only.
    static boolean isCalculation(String formula) {
        for (int i = 0; i < formula.length(); i++) {
            char c = formula.charAt(i);
            if (c == '\\') {
                int end = Characters.endOfWord(formula, i + 1);
                boolean environment = startsWith(formula, i, "\\begin{") || startsWith(formula, i, "\\end{");
                i = environment ? Characters.indexOf(formula, "}", end) : Math.max(i, end - 1);
            } else if (Character.isLetter(c)) {
                return false;
            }
        }
        return true;
    }
}
