package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Python's ideas about text: white space, escapes, indices that count code points.
final class Strings {
    private Strings() {}

    /// Python's `str.isspace`.
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Python's `strip`: of white space, or of the characters given.
    static String strip(String text, boolean left, boolean right, IntPredicate strips) {
        int from = 0;
        int to = text.length();
        while (left && from < to && strips.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (right && to > from && strips.test(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /// Python's `split` at a separator, at most `limit` times if that is not negative.
    static List<Object> split(String text, String separator, long limit) {
        var parts = new ArrayList<Object>();
        int from = 0;
        int to = text.indexOf(separator);
        while (to >= 0 && (limit < 0 || parts.size() < limit)) {
            parts.add(text.substring(from, to));
            from = to + separator.length();
            to = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    /// Python's `split` without a separator: the words between white space.
    static List<Object> words(String text) {
        var words = new ArrayList<Object>();
        for (int at = 0; at < text.length(); at++) {
            int start = at;
            while (at < text.length() && !isSpace(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                words.add(text.substring(start, at));
            }
        }
        return words;
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        var title = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            title.append(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetter(c);
        }
        return title.toString();
    }

    /// What a string literal stands for; an escape that Python does not know stays as it is.
    static String unescape(String raw) {
        var text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            if (digits > 0) {
                text.appendCodePoint(hex(raw, i + 1, digits));
                i += digits;
            } else {
                text.append(plainEscape(escape));
            }
        }
        return text.toString();
    }

    private static String plainEscape(char escape) {
        return switch (escape) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'a' -> "\u0007";
            case 'v' -> "\u000B";
            case '\n' -> "";
            case '\\', '\'', '"' -> String.valueOf(escape);
            case '0', '1', '2', '3', '4', '5', '6', '7', 'N' ->
                throw new TemplateException("string escape \\" + escape + " is not supported");
            default -> "\\" + escape;
        };
    }

    private static int hex(String raw, int from, int digits) {
        try {
            int codePoint = Integer.parseInt(raw, from, from + digits, 16);
            if (Character.isValidCodePoint(codePoint) && raw.charAt(from) != '+') {
                return codePoint;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new TemplateException("string escape in \"" + raw + "\" is broken: " + e.getMessage());
        }
        throw new TemplateException("string escape in \"" + raw + "\" is not a character");
    }
}
