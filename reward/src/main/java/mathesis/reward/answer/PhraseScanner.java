package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.isAsciiLetter;
import static mathesis.reward.answer.Characters.isDigit;
import static mathesis.reward.answer.Characters.skip;
import static mathesis.reward.answer.Characters.startsWithAnyCase;

import java.util.Optional;
import java.util.Set;

/// Finds what the last "answer is ..." or "answer: ..." of a text states, up to the end of its sentence; in English,
/// Chinese and a few European languages.
final class PhraseScanner {
    /// What an answer is called, in lower case.
    private static final String[] NAMES = {
        "answer",
        "\u7b54\u6848",
        "r\u00e9ponse",
        "reponse",
        "antwort",
        "respuesta",
        "resposta",
        "risposta",
        "\u043e\u0442\u0432\u0435\u0442",
        "\u0909\u0924\u094d\u0924\u0930"
    };
    /// What may come between the name and what is stated, in lower case.
    private static final String[] LINKS = {
        "is",
        "are",
        "was",
        "be",
        "equals",
        "\u662f",
        "\u4e3a",
        "\u5e94\u4e3a",
        "\u5e94\u662f",
        "\u5e94\u8be5\u662f",
        "est",
        "ist",
        "lautet",
        "es",
        "\u00e9",
        "\u00e8",
        "\u0939\u0948"
    };
    private static final String[] HELPERS = {
        "should",
        "will",
        "would",
        "must",
        "therefore",
        "then",
        "thus",
        "finale",
        "final",
        "correcta",
        "correta",
        "choice",
        "option"
    };
    /// After a comma, these open a remark and not a further answer.
    private static final Set<String> REMARKS =
            Set.of("which", "so", "because", "since", "as", "not", "it", "but", "where");
    /// These open a remark even without a comma.
    private static final Set<String> REASONS = Set.of("because", "since", "which", "non");
    private static final int LONGEST_REMARK = 10;
    /// So many phrases that state nothing are passed over.
    private static final int MOST_ATTEMPTS = 100;

    private PhraseScanner() {}

    /// The last statement of an answer.
    static Optional<Found> last(CharSequence text) {
        return last(text, "");
    }

    /// @param qualifier what must stand before the name, in lower case: "final", or nothing
    static Optional<Found> last(CharSequence text, String qualifier) {
        int attempts = 0;
        for (int i = text.length() - 2; i >= 0 && attempts < MOST_ATTEMPTS; i--) {
            int end = mayStartName(text.charAt(i)) ? endOfName(text, i) : -1;
            if (end < 0 || !qualified(text, i, qualifier)) {
                continue;
            }
            int start = afterLink(text, i, end);
            if (start >= 0) {
                attempts++;
                var stated = sentence(text, start);
                if (!stated.isEmpty()) {
                    return Optional.of(new Found(start, stated));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean mayStartName(char c) {
        return switch (c) {
            case 'a', 'A', 'r', 'R', '\u7b54', '\u043e', '\u041e', '\u0909' -> true;
            default -> false;
        };
    }

    private static int endOfName(CharSequence text, int i) {
        for (var name : NAMES) {
            if (startsWithAnyCase(text, i, name)) {
                boolean whole = text.charAt(i) > '\u2000' || i == 0 || !Character.isLetter(text.charAt(i - 1));
                return whole ? i + name.length() : -1;
            }
        }
        return -1;
    }

    private static boolean qualified(CharSequence text, int name, String qualifier) {
        int end = Characters.skipBack(text, name, " ");
        return qualifier.isEmpty() || startsWithAnyCase(text, end - qualifier.length(), qualifier);
    }

    /// Where the statement begins that a link introduces, or -1. A heading of its own line introduces the next line.
    private static int afterLink(CharSequence text, int name, int end) {
        int at = skip(text, end, " *");
        boolean heading = Characters.at(text, at) == '\n' && isHeading(text, name, end);
        for (int helpers = 0; helpers < 2; helpers++) {
            int helper = afterWord(text, at, HELPERS);
            at = helper < 0 ? at : skip(text, helper, " *");
        }
        int linked = at > end || text.charAt(end - 1) > '\u2000' ? afterWord(text, at, LINKS) : -1;
        if (linked >= 0) {
            at = skip(text, linked, " :\uff1a");
        } else if (":=\uff1a".indexOf(Characters.at(text, at)) >= 0 && at < text.length()) {
            at++;
        } else if (!heading) {
            return -1;
        }
        int start = skip(text, at, " \n\r\t*:\uff1a");
        return start < text.length() ? start : -1;
    }

    private static int afterWord(CharSequence text, int at, String... words) {
        for (var word : words) {
            int end = at + word.length();
            boolean ends = word.charAt(0) > '\u2000' || !Character.isLetter(Characters.at(text, end));
            if (ends && startsWithAnyCase(text, at, word)) {
                return end;
            }
        }
        return -1;
    }

    /// Whether nothing but marks and "final" or "correct" stands before the name on its line, bold or as a heading.
    private static boolean isHeading(CharSequence text, int name, int end) {
        int at = Characters.skipBack(text, name, " ");
        for (var adjective : new String[] {"final", "correct", "the"}) {
            int before = at - adjective.length();
            at = startsWithAnyCase(text, before, adjective) ? Characters.skipBack(text, before, " ") : at;
        }
        int marks = Characters.skipBack(text, at, "*# ");
        boolean lineStarts = marks == 0 || text.charAt(marks - 1) == '\n';
        return lineStarts && (marks < at || Characters.at(text, end) == '*');
    }

    private static String sentence(CharSequence text, int start) {
        int end = end(text, start);
        boolean mathsIsPaired = count(text, '$', start, end) % 2 == 0;
        boolean inMaths = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            inMaths ^= c == '$' && mathsIsPaired;
            if (!inMaths && endsStatement(text, i, end)) {
                return Characters.strip(text, start, i);
            }
        }
        return Characters.strip(text, start, end);
    }

    /// The end of the line, or of the displayed formula that begins here.
    private static int end(CharSequence text, int start) {
        int most = Math.min(text.length(), start + AnswerExtractor.LONGEST_ANSWER + 1);
        boolean dollars = startsWithAnyCase(text, start, "$$");
        boolean display = dollars || startsWithAnyCase(text, start, "\\[");
        for (int i = start + 2; display && i < most; i++) {
            if (startsWithAnyCase(text, i, dollars ? "$$" : "\\]")) {
                return i + 2;
            }
        }
        int line = start;
        while (line < most && text.charAt(line) != '\n') {
            line++;
        }
        return line;
    }

    private static boolean endsStatement(CharSequence text, int i, int end) {
        return switch (text.charAt(i)) {
            case '\u3002' -> true;
            case '.' -> i + 1 >= end || Character.isWhitespace(text.charAt(i + 1)) || closesQuote(text, i, end);
            case ',', '\uff0c' -> word(text, i, REMARKS);
            case ' ' -> word(text, i, REASONS);
            default -> false;
        };
    }

    private static boolean closesQuote(CharSequence text, int point, int end) {
        return "*\"'".indexOf(text.charAt(point + 1)) >= 0 && !isDigit(Characters.at(text, Math.min(end, point + 2)));
    }

    /// Whether one of these words follows after a space.
    private static boolean word(CharSequence text, int mark, Set<String> words) {
        int first = Characters.skipSpaces(text, mark + 1);
        boolean spaced = first > mark + 1 || text.charAt(mark) == ' ';
        int end = Characters.endOfWord(text, first);
        return spaced
                && isAsciiLetter(Characters.at(text, first))
                && end - first <= LONGEST_REMARK
                && words.contains(text.subSequence(first, end).toString());
    }

    private static int count(CharSequence text, char wanted, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += text.charAt(i) == wanted ? 1 : 0;
        }
        return count;
    }
}
