package mathesis.reward.suite;

import java.util.List;
import java.util.regex.Pattern;

/// Minerva's normalisation of answers (Lewkowycz et al. 2022, appendix D), by which the paper compares answers of OCW
/// courses that are neither numbers nor equations.
final class MinervaString {
    private static final List<String[]> SUBSTITUTIONS = List.of(
            pair("an ", ""),
            pair("a ", ""),
            pair(".$", "$"),
            pair("\\$", ""),
            pair("\\ ", ""),
            pair(" ", ""),
            pair("mbox", "text"),
            pair(",\\text{and}", ","),
            pair("\\text{and}", ","),
            pair("\\text{m}", "\\text{}"));
    private static final List<String> REMOVED = List.of(
            "square",
            "ways",
            "integers",
            "dollars",
            "mph",
            "inches",
            "ft",
            "hours",
            "km",
            "units",
            "\\ldots",
            "sue",
            "points",
            "feet",
            "minutes",
            "digits",
            "cents",
            "degrees",
            "cm",
            "gm",
            "pounds",
            "meters",
            "meals",
            "edges",
            "students",
            "childrentickets",
            "multiples",
            "\\text{s}",
            "\\text{.}",
            "\\text{\ns}",
            "\\text{}^2",
            "\\text{}^3",
            "\\text{\n}",
            "\\text{}",
            "\\mathrm{th}",
            "^\\circ",
            "^{\\circ}",
            "\\;",
            ",\\!",
            "{,}",
            "\"",
            "\\dots");
    private static final Pattern FIRST_FORMULA = Pattern.compile("^[^$]*\\$([^$]*)\\$.*$", Pattern.DOTALL);
    private static final Pattern WRAPPED = Pattern.compile("\\\\(?:text|textbf|overline)\\{([^}]*)\\}");
    private static final Pattern BOXED = Pattern.compile("\\\\boxed\\{(.*)\\}");
    private static final Pattern FRACTION = Pattern.compile("frac([^{])(.)");
    private static final Pattern ROOT = Pattern.compile("sqrt([^{])");

    private MinervaString() {}

    static String normalise(String answer) {
        var s = answer.substring(answer.lastIndexOf('=') + 1);
        for (var substitution : SUBSTITUTIONS) {
            s = s.replace(substitution[0], substitution[1]);
        }
        for (var removed : REMOVED) {
            s = s.replace(removed, "");
        }
        s = FIRST_FORMULA.matcher(s).replaceAll("$1");
        s = WRAPPED.matcher(s).replaceAll("$1");
        s = BOXED.matcher(s).replaceAll("$1");
        s = FRACTION.matcher(s).replaceAll("frac{$1}{$2}");
        s = ROOT.matcher(s).replaceAll("sqrt{$1}");
        s = s.replace("$", "");
        var digits = s.replace(",", "");
        return !digits.isEmpty() && digits.chars().allMatch(Character::isDigit) ? digits : s;
    }

    private static String[] pair(String from, String to) {
        return new String[] {from, to};
    }
}
