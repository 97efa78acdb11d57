package mathesis.reward.answer;

import java.util.Arrays;
import java.util.Optional;

/// Finds the last complete `\boxed{...}` or `\fbox{...}` of a text, in one pass. Of nested boxes the inner one counts;
/// a box that never closes does not.
final class BoxScanner {
    private static final String[] NAMES = {"\\boxed", "\\fbox"};

    private final String text;
    /// Content starts of open braces; a brace that is not a box's is -1.
    private int[] open = new int[16];
    private int depth;
    private int bestStart = -1;
    private int bestEnd = -1;

    private BoxScanner(String text) {
        this.text = text;
    }

    static Optional<Found> last(String text) {
        return text.indexOf('\\') < 0 ? Optional.empty() : new BoxScanner(text).scan();
    }

    private Optional<Found> scan() {
        for (int i = 0; i < text.length(); ) {
            i = switch (text.charAt(i)) {
                case '\\' -> backslash(i);
                case '{' -> push(-1, i);
                case '}' -> pop(i);
                default -> i + 1;
            };
        }
        return bestStart < 0
                ? Optional.empty()
                : Optional.of(
                        new Found(bestStart, text.substring(bestStart, bestEnd).strip()));
    }

    private int backslash(int i) {
        int content = afterName(i);
        if (content < 0) {
            // A doubled backslash before a box is how some texts escape it.
            return i + (afterName(i + 1) < 0 ? 2 : 1);
        }
        if (content < text.length() && text.charAt(content) == '{') {
            return push(content + 1, content);
        }
        int end = content;
        while (end < text.length() && " \n\t$\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (end > content) {
            keep(content, end);
        }
        return end;
    }

    /// Where the content of the box that starts at `i` begins, spaces skipped, or -1 when none starts there.
    private int afterName(int i) {
        for (var name : NAMES) {
            int end = i + name.length();
            if (text.startsWith(name, i) && (end == text.length() || !Character.isLetter(text.charAt(end)))) {
                while (end < text.length() && text.charAt(end) == ' ') {
                    end++;
                }
                return end;
            }
        }
        return -1;
    }

    private int push(int contentStart, int i) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = contentStart;
        return i + 1;
    }

    private int pop(int i) {
        if (depth > 0 && open[--depth] >= 0) {
            keep(open[depth], i);
        }
        return i + 1;
    }

    private void keep(int start, int end) {
        if (start > bestStart) {
            bestStart = start;
            bestEnd = end;
        }
    }
}
