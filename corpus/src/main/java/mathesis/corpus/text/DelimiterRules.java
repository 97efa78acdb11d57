package mathesis.corpus.text;

import static mathesis.corpus.text.Delimiters.BRACKETS;
import static mathesis.corpus.text.Delimiters.DOLLAR;
import static mathesis.corpus.text.Delimiters.DOLLARS;
import static mathesis.corpus.text.Delimiters.PARENTHESES;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/// How the formulas in a page's text are told from its words.
final class DelimiterRules {
    private static final List<Delimiters> USUAL = List.of(PARENTHESES, BRACKETS, DOLLARS, DOLLAR);
    /// Of pages that say nothing about formulas.
    static final DelimiterRules UNDECLARED = new DelimiterRules(USUAL, false, true, false);
    /// Of pages that name MathJax or KaTeX, which then run with their own defaults or with a configuration
    /// from another file.
    static final DelimiterRules DEFAULTS = new DelimiterRules(USUAL, true, true, false);

    /// Within elements that are said to hold TeX.
    static final DelimiterRules OF_FORMULA_ELEMENTS = new DelimiterRules(USUAL, true, false, true);

    /// What WordPress puts behind a dollar.
    static final String WORDPRESS = "latex ";

    private final List<Delimiters> delimiters;
    private final boolean typeset;
    private final boolean careful;
    private final boolean escapes;
    private final String openings;

    private DelimiterRules(List<Delimiters> found, boolean typeset, boolean careful, boolean escapes) {
        var all = new LinkedHashSet<>(found);
        all.addAll(Delimiters.TAGS);
        var sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt((Delimiters each) -> each.open().length())
                .reversed());
        this.delimiters = List.copyOf(sorted);
        this.typeset = typeset;
        this.careful = careful;
        this.escapes = escapes;
        this.openings = firstCharacters(delimiters);
    }

    private static String firstCharacters(List<Delimiters> delimiters) {
        var first = new StringBuilder("\\");
        for (var each : delimiters) {
            if (first.indexOf(each.open().substring(0, 1)) < 0) {
                first.append(each.open().charAt(0));
            }
        }
        return first.toString();
    }

    /// The defaults with some more, of another syntax.
    static DelimiterRules defaultsAnd(List<Delimiters> more) {
        var all = new ArrayList<>(more);
        all.addAll(USUAL);
        return new DelimiterRules(all, true, true, false);
    }

    /// Of pages that declare these.
    ///
    /// @param escapes whether `\$` is a dollar sign
    static DelimiterRules declared(List<Delimiters> declared, boolean escapes) {
        return new DelimiterRules(declared, true, false, escapes && declared.contains(DOLLAR));
    }

    /// Longest opening first, as MathJax and KaTeX try them.
    List<Delimiters> delimiters() {
        return delimiters;
    }

    /// Whether the page is made for MathJax or KaTeX, so that what delimiters enclose is a formula whatever
    /// it looks like.
    boolean typeset() {
        return typeset;
    }

    /// Whether `\$` is a dollar sign.
    boolean escapes() {
        return escapes;
    }

    /// Whether what stands between these delimiters is a formula.
    boolean accepts(Delimiters found, CharSequence text, int start, int end) {
        if (Delimiters.TAGS.contains(found) || SearchBudget.startsWith(text, WORDPRESS, start)) {
            return true;
        }
        if (careful && found.equals(DOLLAR)) {
            return FormulaShape.isBetweenDollars(text, start, end);
        }
        return typeset || FormulaShape.isLikely(text, start, end);
    }

    /// Whether a formula may begin with this character.
    boolean opens(char c) {
        return openings.indexOf(c) >= 0;
    }

    /// Whether text may hold a formula or an escape.
    boolean concern(String text) {
        for (int i = 0; i < openings.length(); i++) {
            if (text.indexOf(openings.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
