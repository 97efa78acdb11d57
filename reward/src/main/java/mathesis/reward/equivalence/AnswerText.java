package mathesis.reward.equivalence;

import java.util.Map;
import java.util.Set;

/// Brings the many ways of writing one short answer to one form: no mathematics delimiters, emphasis or closing
/// punctuation round it, plain signs and spaces for their LaTeX and Unicode spellings.
public final class AnswerText {
    /// Longest answer looked at, in characters.
    public static final int LONGEST = 1000;

    private static final Map<String, String> SPELLINGS = Map.of(
            "\\dfrac", "\\frac",
            "\\tfrac", "\\frac",
            "\\cfrac", "\\frac",
            "\\left", "",
            "\\right", "",
            "\\quad", " ",
            "\\qquad", " ",
            "\\degree", " degrees ");
    private static final Set<String> WRAPPERS =
            Set.of("\\text", "\\textbf", "\\textit", "\\textrm", "\\mathrm", "\\mathbf", "\\mbox");

    private AnswerText() {}

    /// The answer in plain form; at most [#LONGEST] characters go in.
    public static String clean(String answer) {
        return trim(respell(trim(answer)));
    }

    /// The form in which texts that are no numbers are compared.
    public static String comparable(String clean) {
        var text = new StringBuilder(clean.length());
        boolean spaced = false;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (Character.isWhitespace(c)) {
                spaced = true;
                continue;
            }
            boolean digits = spaced && isDigit(c) && !text.isEmpty() && isDigit(text.charAt(text.length() - 1));
            text.append(digits ? " " : "").append(c); // 1 2 is not 12
            spaced = false;
        }
        boolean letterInParentheses = text.length() == 3 && text.charAt(0) == '(' && text.charAt(2) == ')';
        return letterInParentheses && Character.isLetter(text.charAt(1)) ? text.substring(1, 2) : text.toString();
    }

    private static String respell(String text) {
        var out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            i = text.charAt(i) == '\\' ? command(text, i, out) : character(text, i, out);
        }
        return out.toString();
    }

    private static int character(String text, int i, StringBuilder out) {
        char c = text.charAt(i);
        if (text.startsWith("{,}", i)) {
            out.append(',');
            return i + 3;
        }
        if (text.startsWith("^\\circ", i) || text.startsWith("^{\\circ}", i)) {
            out.append(" degrees ");
            return i + (text.charAt(i + 1) == '{' ? 8 : 6);
        }
        switch (c) {
            case '\u2212', '\u2013', '\uff0d' -> out.append('-');
            case '~', '\u00a0', '\u2009', '\u202f', '\n', '\t', '\r' -> out.append(' ');
            case '\u00b0' -> out.append(" degrees ");
            default -> out.append(c);
        }
        return i + 1;
    }

    /// Respells the command at `i` and returns where to go on.
    private static int command(String text, int i, StringBuilder out) {
        int end = i + 1;
        while (end < text.length() && isAsciiLetter(text.charAt(end))) {
            end++;
        }
        if (end == i + 1) {
            return symbolCommand(text, i, out);
        }
        var name = text.substring(i, end);
        int close = end < text.length() && text.charAt(end) == '{' ? closing(text, end) : -1;
        if (close >= 0 && WRAPPERS.contains(name)) {
            out.append(' ').append(respell(text.substring(end + 1, close))).append(' ');
            return close + 1;
        }
        out.append(SPELLINGS.getOrDefault(name, name));
        return end;
    }

    private static int symbolCommand(String text, int i, StringBuilder out) {
        if (i + 1 == text.length()) {
            out.append('\\');
            return i + 1;
        }
        char c = text.charAt(i + 1);
        if (c == '!') { // a negative space takes back the space after it
            int next = i + 2;
            while (next < text.length() && text.charAt(next) == ' ') {
                next++;
            }
            return next;
        }
        switch (c) {
            case ',', ';', ':', ' ' -> out.append(' ');
            case '%', '$' -> out.append(c);
            default -> out.append('\\').append(c);
        }
        return i + 2;
    }

    /// Takes away what merely surrounds the answer, layer by layer.
    private static String trim(String text) {
        var trimmed = text.strip();
        for (int before = -1; before != trimmed.length() && !trimmed.isEmpty(); ) {
            before = trimmed.length();
            trimmed = unwrap(trimmed).strip();
        }
        return trimmed;
    }

    private static String unwrap(String text) {
        int last = text.length() - 1;
        char first = text.charAt(0);
        char end = text.charAt(last);
        if (".,;:\u3002\uff0c".indexOf(end) >= 0) {
            return text.substring(0, last);
        }
        if (last > 0 && "*`\"".indexOf(first) >= 0 && end == first) {
            return text.substring(1, last);
        }
        if (last > 0 && first == '$' && end == '$' && text.charAt(last - 1) != '\\') {
            return text.substring(1, last);
        }
        boolean delimited =
                text.startsWith("\\(") && text.endsWith("\\)") || text.startsWith("\\[") && text.endsWith("\\]");
        if (delimited && last >= 3) {
            return text.substring(2, last - 1);
        }
        return first == '{' && closing(text, 0) == last ? text.substring(1, last) : text;
    }

    /// Where the brace opened at `open` closes, or -1.
    public static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
