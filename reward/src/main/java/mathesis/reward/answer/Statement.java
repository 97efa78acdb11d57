package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.isAsciiLetter;
import static mathesis.reward.answer.Characters.isDigit;
import static mathesis.reward.answer.Characters.startsWith;

import java.util.Optional;
import java.util.Set;
import mathesis.reward.answer.FormulaScanner.Formula;

/// Reduces the sentence that states an answer to the answer: "clearly $\frac12$" to `\frac12`, "the area of it is 19."
/// to `19`, "$5$ apples" to `5 apples`.
final class Statement {
    private static final Set<String> FUNCTIONS = Set.of(
            "sqrt",
            "pi",
            "sin",
            "cos",
            "tan",
            "log",
            "ln",
            "exp",
            "infinity",
            "inf",
            "oo",
            "mod",
            "max",
            "min",
            "arcsin",
            "arccos",
            "arctan",
            "cot",
            "sec",
            "csc",
            "binom",
            "frac");
    private static final String[] LINKS = {" is ", " are ", " be ", " equals ", " was ", " est ", "\u662f", "\u4e3a"};
    private static final int MOST_WORDS_AFTER = 6;

    private Statement() {}

    /// The answer in this sentence, or the sentence where it is nothing else.
    static String answerIn(String sentence) {
        var bare = Emphasis.strip(sentence);
        var linked = afterLink(bare);
        return Emphasis.strip(reduced(linked.orElse(bare)));
    }

    private static String reduced(String text) {
        var bare = withoutParentheses(Emphasis.strip(text));
        var run = FormulaScanner.lastRun(bare);
        if (run.isEmpty()) {
            return startsWithProse(bare) || hasWordsOfOtherScripts(bare) ? numberIn(bare) : bare;
        }
        return around(bare, run.getFirst(), run.getLast())
                .orElseGet(
                        () -> joined(bare, run.getFirst().outer(), run.getLast().after()));
    }

    /// The only number of a piece of prose; all of it where it has another number of them.
    private static String numberIn(String prose) {
        return LastNumber.in(prose)
                .filter(number -> LastNumber.lastDigit(prose.substring(0, number.start())) < 0)
                .map(Found::text)
                .orElse(prose);
    }

    private static boolean hasWordsOfOtherScripts(String text) {
        return text.chars().anyMatch(c -> c >= '\u0900' && Character.isLetter(c));
    }

    /// All of the text without its delimiters, if only units or numbers stand beside the formulas.
    private static Optional<String> around(String text, Formula first, Formula last) {
        int before = FormulaScanner.words(text, 0, first.outer());
        int after = FormulaScanner.words(text, last.after(), text.length());
        boolean digitsBefore = LastNumber.lastDigit(text.substring(0, first.outer())) >= 0;
        if (before > 0 && !digitsBefore || after > MOST_WORDS_AFTER) {
            return Optional.empty();
        }
        return Optional.of(joined(text, 0, text.length()));
    }

    /// The piece without dollar signs and `\(` that delimit formulas in it.
    static String joined(String text, int from, int to) {
        var out = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean delimiter = c == '\\' && "()[]".indexOf(Characters.at(text, i + 1)) >= 0;
            if (c == '\\' && !delimiter) {
                out.append(c);
                if (i + 1 < to) {
                    out.append(text.charAt(++i));
                }
            } else if (delimiter) {
                i++;
            } else if (c != '$') {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    /// What follows the last " is " of a sentence that begins with prose, if that can be an answer.
    private static Optional<String> afterLink(String text) {
        if (!startsWithProse(text)) {
            return Optional.empty();
        }
        int best = -1;
        for (var link : LINKS) {
            int at = text.lastIndexOf(link);
            best = at < 0 ? best : Math.max(best, at + link.length());
        }
        return best < 0 ? Optional.empty() : Optional.of(text.substring(best)).filter(Statement::mayBeAnswer);
    }

    /// Whether this can be the answer to anything but a question for words.
    static boolean mayBeAnswer(String text) {
        var bare = Emphasis.strip(text);
        if (bare.isEmpty()) {
            return false;
        }
        char first = bare.charAt(0);
        boolean letter = isAsciiLetter(first) && !isAsciiLetter(Characters.at(bare, 1));
        return isDigit(first) || letter || "$\\-+.([{\u2212\u20ac\u00a3\u00a5".indexOf(first) >= 0;
    }

    /// Whether the text begins with a word that is neither a function's nor a command's name.
    static boolean startsWithProse(String text) {
        int end = Characters.endOfWord(text, 0);
        if (end == 0) {
            return !text.isEmpty() && Character.isLetter(text.charAt(0)) && text.charAt(0) > '\u0900';
        }
        return end >= 2 && !FUNCTIONS.contains(text.substring(0, end))
                || end == 1
                        && startsWith(text, 1, " ")
                        && isAsciiLetter(Characters.at(text, 2))
                        && isAsciiLetter(Characters.at(text, 3));
    }

    /// `(35 + 70 = 105)` is a calculation, not a tuple.
    private static String withoutParentheses(String text) {
        int last = text.length() - 1;
        boolean calculation = last > 1
                && text.charAt(0) == '('
                && text.charAt(last) == ')'
                && text.indexOf('=') > 0
                && text.indexOf(',') < 0
                && text.indexOf('(', 1) < 0;
        return calculation ? text.substring(1, last).strip() : text;
    }
}
