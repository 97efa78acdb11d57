package mathesis.corpus.text;

import java.util.Arrays;
import java.util.Optional;
import mathesis.corpus.formula.AsciiMath;
import mathesis.corpus.text.Delimiters.Syntax;

/// Tells formulas from words in one run of text by MathJax's rules: the longest opening delimiter counts, its
/// closing one is the next that no brace or backslash hides, and `\begin{...}` up to its `\end{...}` is a
/// formula without delimiters.
///
/// Reads in time linear in the page: what searches without success cost is counted against a budget, and when
/// it is spent the rest of the page is words.
final class FormulaScanner {
    private static final int NOT_SEARCHED = -2;
    private static final int ESCAPE = 2;

    private final StringBuilder text;
    private final DelimiterRules rules;
    private final SearchBudget budget;
    private final Sink sink;
    /// Where each closing delimiter comes last.
    private final int[] lastClose;

    private int lastEnd = NOT_SEARCHED;
    /// Where the words begin that have not gone to the sink.
    private int words;

    /// Receives a run of text piece by piece.
    interface Sink {
        void words(CharSequence text, int start, int end);

        void formula(Formula formula);
    }

    private FormulaScanner(StringBuilder text, DelimiterRules rules, SearchBudget budget, Sink sink) {
        this.text = text;
        this.rules = rules;
        this.budget = budget;
        this.sink = sink;
        this.lastClose = new int[rules.delimiters().size()];
        Arrays.fill(lastClose, NOT_SEARCHED);
    }

    static void scan(StringBuilder text, DelimiterRules rules, SearchBudget budget, Sink sink) {
        new FormulaScanner(text, rules, budget, sink).scan();
    }

    private void scan() {
        for (int i = 0; i < text.length(); ) {
            i = rules.opens(text.charAt(i)) ? after(i) : i + 1;
        }
        sink.words(text, words, text.length());
    }

    /// Reads what begins here and says where it ends.
    private int after(int start) {
        if (text.charAt(start) == '\\' && start + 1 < text.length()) {
            switch (text.charAt(start + 1)) {
                case '$' -> {
                    return escapedDollar(start);
                }
                case '\\' -> {
                    return start + ESCAPE;
                }
                case 'b' -> {
                    return environment(start);
                }
                default -> {}
            }
        }
        var delimiters = rules.delimiters();
        for (int i = 0; i < delimiters.size(); i++) {
            int end = startsWith(delimiters.get(i).open(), start) ? delimited(start, i) : start;
            if (end > start) {
                return end;
            }
        }
        return start + 1;
    }

    private int escapedDollar(int start) {
        if (rules.escapes()) {
            sink.words(text, words, start);
            words = start + 1;
        }
        return start + ESCAPE;
    }

    /// The end of the formula between these delimiters, or `start` where there is none.
    private int delimited(int start, int index) {
        var delimiters = rules.delimiters().get(index);
        int inside = start + delimiters.open().length();
        if (lastClose[index] == NOT_SEARCHED) {
            lastClose[index] = text.lastIndexOf(delimiters.close());
        }
        if (lastClose[index] < inside) {
            return start;
        }
        int close = budget.close(text, inside, delimiters.close(), "");
        if (close < 0 || !rules.accepts(delimiters, text, inside, close)) {
            return start;
        }
        return formula(
                tex(delimiters, inside, close),
                start,
                close + delimiters.close().length());
    }

    private Optional<Formula> tex(Delimiters delimiters, int start, int end) {
        var source = text.substring(start, end);
        if (delimiters.syntax() == Syntax.ASCII_MATH) {
            return AsciiMath.toTex(source).flatMap(tex -> Formula.of(tex, delimiters.display()));
        }
        var written = source.startsWith(DelimiterRules.WORDPRESS)
                ? source.substring(DelimiterRules.WORDPRESS.length())
                : source;
        return Formula.of(written, delimiters.display());
    }

    private int formula(Optional<Formula> found, int start, int end) {
        if (found.isEmpty()) {
            return start;
        }
        sink.words(text, words, start);
        sink.formula(found.get());
        words = end;
        return end;
    }

    private int environment(int start) {
        if (lastEnd == NOT_SEARCHED) {
            lastEnd = text.lastIndexOf(Environments.END);
        }
        var name = lastEnd > start ? Environments.nameAt(text, start) : "";
        if (name.isEmpty() || !(rules.typeset() || Environments.isMathematics(name))) {
            return start + ESCAPE;
        }
        var begin = Environments.BEGIN + name + "}";
        var end = Environments.END + name + "}";
        int close = budget.close(text, start + begin.length(), end, begin);
        if (close < 0) {
            return start + ESCAPE;
        }
        int after = close + end.length();
        return formula(Formula.of(text.substring(start, after), true), start, after);
    }

    private boolean startsWith(String prefix, int at) {
        return SearchBudget.startsWith(text, prefix, at);
    }
}
