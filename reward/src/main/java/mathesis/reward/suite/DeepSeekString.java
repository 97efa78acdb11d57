package mathesis.reward.suite;

import java.util.regex.Pattern;

/// The paper's normalisation of answers, step by step in its order, quirks included: `\cdot` vanishes (`2\cdot 3` is
/// 23), `j` becomes `i`, a unit in braces goes. Source: DeepSeek-Math, evaluation/data_processing/answer_extraction.py,
/// `strip_string`. Answers are cut to [#LONGEST] first, so that its expressions stay cheap.
final class DeepSeekString {
    static final int LONGEST = 1000;

    private static final Pattern LENGTH_UNIT = Pattern.compile("\\{(c|m)?m\\}(\\^(2|3))?");
    private static final Pattern TON = Pattern.compile("(\\d)\\s*t$");
    private static final Pattern MBOX = Pattern.compile("\\\\mbox\\{.*?\\}");
    private static final Pattern ZERO_DECIMALS_INSIDE = Pattern.compile("(\\d)\\.0+([^\\d])");
    private static final Pattern ZERO_DECIMALS_AT_END = Pattern.compile("(\\d)\\.0+$");
    private static final Pattern SQRT = Pattern.compile("\\\\sqrt(\\w+)");
    private static final Pattern TAN = Pattern.compile("\\\\tan(\\w+)");
    private static final Pattern TRAILING_MARKS = Pattern.compile("[\\\\,.]+$");

    private DeepSeekString() {}

    static String strip(String answer) {
        var s = answer.substring(0, Math.min(answer.length(), LONGEST)).strip();
        s = s.replace("\n", "");
        s = withoutTrailing(s, '.');
        s = s.replace("\\!", "");
        if (s.startsWith("\\text{") && s.endsWith("}")) {
            s = s.substring("\\text{".length(), s.length() - 1);
        }
        s = s.replace("tfrac", "frac").replace("dfrac", "frac").replace("cfrac", "frac");
        s = s.replace("\\left", "").replace("\\right", "");
        s = withoutUnit(s);
        s = s.replace("^{\\circ}", "").strip().replace("^\\circ", "").strip();
        s = LENGTH_UNIT.matcher(s).replaceAll("").strip();
        s = s.endsWith("p.m.") ? s.substring(0, s.length() - "p.m.".length()).strip() : s;
        s = TON.matcher(s).replaceAll("$1").strip();
        s = s.replace("\\$", "").replace("$", "").replace("x\\in", "").replace("\\%", "%");
        s = s.replace(" .", " 0.").replace("{.", "{0.").replace("\\cdot", "");
        s = s.replace("infinity", "\\infty");
        s = s.contains("\\infty") ? s : s.replace("inf", "\\infty");
        s = s.replace("\\mathbf", "").replace("\\mathrm", "");
        s = MBOX.matcher(s).replaceAll("");
        s = s.contains("i") ? s : s.replace("j", "i");
        s = ZERO_DECIMALS_INSIDE.matcher(s).replaceAll("$1$2");
        s = ZERO_DECIMALS_AT_END.matcher(s).replaceAll("$1");
        s = s.startsWith(".") ? "0" + s : s;
        s = SQRT.matcher(s).replaceAll("\\\\sqrt{$1}");
        s = TAN.matcher(s).replaceAll("\\\\tan{$1}");
        s = s.replace(" ", "");
        s = fraction(bracedFractions(s));
        return TRAILING_MARKS.matcher(s).replaceAll("");
    }

    private static String withoutTrailing(String text, char mark) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == mark) {
            end--;
        }
        return text.substring(0, end);
    }

    /// Cuts from the first `\text{` on where the answer ends in a brace, unless that leaves nothing.
    private static String withoutUnit(String text) {
        int unit = text.indexOf("\\text{");
        var rest = unit >= 0 && text.endsWith("}") ? text.substring(0, unit).strip() : "";
        return rest.isEmpty() ? text : rest;
    }

    /// `\frac12` to `\frac{1}{2}` and `\frac1{b}` to `\frac{1}{b}`; `\frac{1}2` stays.
    private static String bracedFractions(String text) {
        var pieces = text.split("\\\\frac", -1);
        var out = new StringBuilder(pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            var piece = pieces[i];
            out.append("\\frac");
            if (piece.startsWith("{") || piece.startsWith("\\")) {
                out.append(piece);
            } else if (piece.length() < 2) {
                return text;
            } else {
                out.append('{').append(piece.charAt(0)).append('}');
                boolean braced = piece.charAt(1) == '{';
                out.append(braced ? piece.substring(1) : "{" + piece.charAt(1) + "}" + piece.substring(2));
            }
        }
        return out.toString();
    }

    /// `a/b` of two whole numbers to `\frac{a}{b}`.
    private static String fraction(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || slash != text.lastIndexOf('/')) {
            return text;
        }
        var top = text.substring(0, slash);
        var bottom = text.substring(slash + 1);
        return isWhole(top) && isWhole(bottom) ? "\\frac{" + top + "}{" + bottom + "}" : text;
    }

    private static boolean isWhole(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        return text.length() > from && text.substring(from).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
