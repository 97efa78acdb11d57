package mathesis.reward.answer;

import java.util.Optional;
import java.util.Set;
import mathesis.reward.equivalence.AnswerText;

/// Finds what the last "answer is ..." or "answer: ..." of a text states, up to the end of its sentence.
final class PhraseScanner {
    /// After a comma, these open a remark and not a further answer.
    private static final Set<String> REMARKS = Set.of("which", "so", "because", "since", "as", "not");

    private PhraseScanner() {}

    /// @param name what is stated, in lower case: "answer" or "final answer"
    static Optional<Found> last(String text, String name) {
        for (int i = text.length() - name.length() - 1; i >= 0; i--) {
            if (Character.toLowerCase(text.charAt(i)) == name.charAt(0)
                    && text.regionMatches(true, i, name, 0, name.length())) {
                int start = afterLink(text, i + name.length());
                boolean wholeWord = i == 0 || !Character.isLetter(text.charAt(i - 1));
                if (wholeWord && start >= 0) {
                    return Optional.of(new Found(start, sentence(text, start)))
                            .filter(stated -> !stated.text().isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    /// Where the statement begins that " is", ":" or " =" introduces, or -1.
    private static int afterLink(String text, int end) {
        int at = skip(text, end, " *");
        if (text.regionMatches(true, at, "is", 0, 2) && at > end && !isLetter(text, at + 2)) {
            at = skip(text, at + 2, " :");
        } else if (at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '=')) {
            at++;
        } else {
            return -1;
        }
        int start = skip(text, at, " \n\r\t*");
        return start < text.length() ? start : -1;
    }

    private static String sentence(String text, int start) {
        int line = text.indexOf('\n', start);
        int end = Math.min(line < 0 ? text.length() : line, start + AnswerText.LONGEST + 1);
        boolean mathsIsPaired = count(text, '$', start, end) % 2 == 0;
        boolean inMaths = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            inMaths ^= c == '$' && mathsIsPaired;
            if (!inMaths
                    && (c == '\u3002'
                            || c == '.' && endsSentence(text, i, end)
                            || c == ',' && remarkFollows(text, i))) {
                return text.substring(start, i).strip();
            }
        }
        return text.substring(start, end).strip();
    }

    private static boolean endsSentence(String text, int point, int end) {
        return point + 1 >= end || Character.isWhitespace(text.charAt(point + 1));
    }

    private static boolean remarkFollows(String text, int comma) {
        int first = skip(text, comma + 1, " ");
        int end = first;
        while (isLetter(text, end) && end - first < 10) {
            end++;
        }
        return first > comma + 1 && REMARKS.contains(text.substring(first, end));
    }

    private static int count(String text, char wanted, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += text.charAt(i) == wanted ? 1 : 0;
        }
        return count;
    }

    private static int skip(String text, int from, String characters) {
        int at = from;
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(String text, int at) {
        return at < text.length() && Character.isLetter(text.charAt(at));
    }
}
