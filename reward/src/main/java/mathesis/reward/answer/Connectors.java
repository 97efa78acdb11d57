package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.startsWith;

/// What may stand between answers that belong together: "and", "or", commas, space, and the marks of mathematics.
final class Connectors {
    /// Longest gap between two answers of a list; from Math-Verify.
    private static final int LONGEST = 70;

    private static final String[] SILENT = {
        "\\quad",
        "\\qquad",
        "\\,",
        "\\;",
        "\\ ",
        "\\text{",
        "\\textrm{",
        "\\mbox{",
        "\\)",
        "\\(",
        "\\]",
        "\\[",
        "}",
        "$",
        " ",
        "\t",
        "*",
        "~"
    };
    private static final String[] JOINING = {"and", "or", "und", "et", "ou", "y", ",", ";", "\u548c", "\u6216", "\u3001"
    };

    private Connectors() {}

    /// Whether nothing but connectors stands in `[from, to)`, and over a line's end at least one that joins. A name
    /// like `y =` may come before the second answer.
    static boolean join(CharSequence text, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        boolean joined = false;
        boolean newLine = false;
        for (int i = from; i < to; ) {
            int next = after(text, i, SILENT);
            if (next > i) {
                i = next;
            } else if (text.charAt(i) == '\n') {
                newLine = true;
                i++;
            } else {
                next = joined ? afterName(text, i) : i; // first: "y" is also a word
                next = next == i ? afterJoining(text, i) : next;
                if (next == i) {
                    return false;
                }
                joined = true;
                i = next;
            }
        }
        return joined || !newLine;
    }

    private static int afterJoining(CharSequence text, int at) {
        int next = after(text, at, JOINING);
        return next > at && wordEnds(text, at, next) ? next : at;
    }

    private static boolean wordEnds(CharSequence text, int start, int end) {
        return !Characters.isAsciiLetter(text.charAt(start)) || !Characters.isAsciiLetter(Characters.at(text, end));
    }

    private static int after(CharSequence text, int at, String... wanted) {
        for (var each : wanted) {
            if (startsWith(text, at, each)) {
                return at + each.length();
            }
        }
        return at;
    }

    /// The end of `x =`, or `at`.
    private static int afterName(CharSequence text, int at) {
        int letter = at + 1;
        int equals = Characters.skipSpaces(text, letter);
        boolean named = Characters.isAsciiLetter(text.charAt(at)) && Characters.at(text, equals) == '=';
        return named ? equals + 1 : at;
    }
}
