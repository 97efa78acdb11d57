package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.isAsciiLetter;
import static mathesis.reward.answer.Characters.isDigit;
import static mathesis.reward.answer.Characters.startsWith;
import static mathesis.reward.answer.Characters.strip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds mathematics between delimiters: `$..$`, `$$..$$`, `\(..\)`, `\[..\]`, and the lines of `align` and its like.
/// A dollar sign that is a currency is told from one that is not by what stands next to it.
final class FormulaScanner {
    private static final String[] ALIGNED = {"align", "aligned", "equation", "gather", "gathered", "eqnarray", "split"};
    private static final int MOST_IN_A_RUN = 6;
    private static final int MOST_WORDS = 1;
    private static final int LONGEST_NAME = 12;
    private static final int LONGEST = 2000;
    /// So many closing marks without a formula are tried; more mean that this text is none.
    private static final int MOST_ATTEMPTS = 200;

    /// A formula between delimiters.
    ///
    /// @param outer where its opening delimiter starts
    /// @param after where its closing delimiter ends
    record Formula(int outer, int start, int end, int after) {
        String content(CharSequence text) {
            return lastLine(strip(text, start, end));
        }
    }

    private FormulaScanner() {}

    /// The last formula that ends before `end`, if there is one.
    static Optional<Formula> lastBefore(CharSequence text, int end) {
        int attempts = 0;
        for (int i = end - 1; i >= 0 && attempts < MOST_ATTEMPTS; i--) {
            if (closes(text, i)) {
                var formula = endingAt(text, i);
                if (formula.isPresent()) {
                    return formula;
                }
                attempts++;
            }
        }
        return Optional.empty();
    }

    private static boolean closes(CharSequence text, int i) {
        return switch (text.charAt(i)) {
            case '$' -> Characters.at(text, i - 1) != '\\';
            case ')', ']' -> Characters.at(text, i - 1) == '\\' && Characters.at(text, i - 2) != '\\';
            case '}' -> environmentName(text, i) > 0;
            default -> false;
        };
    }

    private static Optional<Formula> endingAt(CharSequence text, int close) {
        return switch (text.charAt(close)) {
            case '$' -> dollars(text, close);
            case '}' -> environment(text, close);
            default -> delimited(text, close);
        };
    }

    /// The last formulas that are joined by "and", "or" or commas, in their order.
    static List<Formula> lastRun(CharSequence text) {
        var run = new ArrayList<Formula>();
        var next = lastBefore(text, text.length());
        while (next.isPresent()) {
            run.addFirst(next.get());
            int outer = next.get().outer;
            next = run.size() == MOST_IN_A_RUN
                    ? Optional.empty()
                    : lastBefore(text, outer).filter(before -> Connectors.join(text, before.after, outer));
        }
        return run;
    }

    /// The formula that the dollar sign at `close` ends; nothing where it is a currency or opens one.
    private static Optional<Formula> dollars(CharSequence text, int close) {
        boolean doubled = Characters.at(text, close - 1) == '$';
        int end = doubled ? close - 1 : close;
        int least = Math.max(0, end - LONGEST);
        int open = end - 1;
        while (open >= least && (text.charAt(open) != '$' || Characters.at(text, open - 1) == '\\')) {
            open--;
        }
        boolean opened = open >= least && (!doubled || Characters.at(text, open - 1) == '$');
        if (!opened || end - open < 2 || isDigit(text, close + 1) || !isFormula(text, open + 1, end)) {
            return Optional.empty();
        }
        return Optional.of(new Formula(doubled ? open - 1 : open, open + 1, end, close + 1));
    }

    /// Whether mathematics may stand here: space on both sides or on none, and hardly a word outside `\text`.
    private static boolean isFormula(CharSequence text, int start, int end) {
        boolean leading = Character.isWhitespace(text.charAt(start));
        boolean trailing = Character.isWhitespace(text.charAt(end - 1));
        return (trailing || !leading || isBlank(text, start, end))
                && !isBlank(text, start, end)
                && (leading || !trailing || words(text, start, end) == 0)
                && words(text, start, end) <= MOST_WORDS;
    }

    private static boolean isBlank(CharSequence text, int start, int end) {
        return Characters.isBlank(text, start, end);
    }

    /// Words of three letters and more that are neither commands nor their arguments.
    static int words(CharSequence text, int start, int end) {
        int words = 0;
        for (int i = start; i < end; ) {
            char c = text.charAt(i);
            if (c == '\\') {
                i = afterCommand(text, i, end);
            } else if (isAsciiLetter(c)) {
                int word = Characters.endOfWord(text, i);
                words += word - i >= 3 ? 1 : 0;
                i = word;
            } else {
                i++;
            }
        }
        return words;
    }

    private static int afterCommand(CharSequence text, int command, int end) {
        int name = Math.max(Characters.endOfWord(text, command + 1), command + 2);
        boolean prose = startsWith(text, command, "\\text")
                || startsWith(text, command, "\\mathrm")
                || startsWith(text, command, "\\operatorname")
                || startsWith(text, command, "\\begin")
                || startsWith(text, command, "\\end");
        if (prose && Characters.at(text, name) == '{') {
            int close = Characters.indexOf(text, "}", name);
            return Math.min(end, close + 1);
        }
        return name;
    }

    /// The formula that `\)` or `\]` ends.
    private static Optional<Formula> delimited(CharSequence text, int close) {
        char opening = text.charAt(close) == ')' ? '(' : '[';
        int least = Math.max(1, close - 1 - LONGEST);
        for (int open = close - 2; open >= least; open--) {
            boolean command = text.charAt(open) == opening && text.charAt(open - 1) == '\\';
            if (command && Characters.at(text, open - 2) != '\\') {
                return Optional.of(new Formula(open - 1, open + 1, close - 1, close + 1))
                        .filter(formula -> !isBlank(text, formula.start, formula.end));
            }
        }
        return Optional.empty();
    }

    /// The content of `\begin{align}..\end{align}` where its last brace stands at `close`.
    private static Optional<Formula> environment(CharSequence text, int close) {
        int open = environmentName(text, close);
        var name = text.subSequence(open, close + 1).toString();
        int end = open - "\\end".length();
        if (!isAligned(name)) {
            return Optional.empty();
        }
        var begin = "\\begin" + name;
        for (int start = end - begin.length(); start >= Math.max(0, end - LONGEST); start--) {
            if (startsWith(text, start, begin)) {
                return Optional.of(new Formula(start, start + begin.length(), end, close + 1));
            }
        }
        return Optional.empty();
    }

    /// Where the brace before the name stands in `\end{name}` that closes here, or -1.
    private static int environmentName(CharSequence text, int close) {
        int open = close - 1;
        while (open > 0
                && close - open < LONGEST_NAME
                && (isAsciiLetter(text.charAt(open)) || text.charAt(open) == '*')) {
            open--;
        }
        return startsWith(text, open - 4, "\\end{") ? open : -1;
    }

    private static boolean isAligned(String name) {
        for (var aligned : ALIGNED) {
            if (name.equals("{" + aligned + "}") || name.equals("{" + aligned + "*}")) {
                return true;
            }
        }
        return false;
    }

    /// Of several lines of a calculation the last counts, without its marks of alignment.
    private static String lastLine(String content) {
        var inner = content;
        for (var aligned : ALIGNED) {
            int begin = inner.indexOf("\\begin{" + aligned);
            int end = inner.lastIndexOf("\\end{" + aligned);
            if (begin >= 0 && end > begin) {
                inner = inner.substring(inner.indexOf('}', begin) + 1, end);
            }
        }
        if (inner.indexOf('&') < 0 && inner.length() == content.length() || inner.contains("\\begin{")) {
            return content;
        }
        var line = inner.strip();
        while (line.endsWith("\\\\")) {
            line = line.substring(0, line.length() - 2).strip();
        }
        int newLine = line.lastIndexOf("\\\\");
        line = (newLine < 0 ? line : line.substring(newLine + 2))
                .replace("&", "")
                .strip();
        return line.startsWith("=") ? line.substring(1).strip() : line;
    }
}
