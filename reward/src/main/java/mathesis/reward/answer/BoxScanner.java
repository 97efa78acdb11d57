package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.isAsciiLetter;
import static mathesis.reward.answer.Characters.startsWith;
import static mathesis.reward.answer.Characters.strip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the last complete `\boxed{...}` or `\fbox{...}` of a text and the boxes before it that belong to it, in one
/// pass from the first box on. Of nested boxes the inner one counts; a box that never closes does not.
final class BoxScanner {
    private static final String[] NAMES = {"\\boxed", "\\fbox"};
    private static final int MOST_IN_A_RUN = 64;

    /// A complete box: its content lies in `[start, end)`, the whole of it in `[command, after)`.
    private record Box(int command, int start, int end, int after) {}

    private final CharSequence text;
    /// Content starts of open braces, and the commands in front of them; a brace that is not a box's is -1.
    private int[] contents = new int[16];
    private int[] commands = new int[16];
    private int depth;
    private final List<Box> run = new ArrayList<>();

    private BoxScanner(CharSequence text) {
        this.text = text;
    }

    /// The last run of boxes, their contents joined by "and"; starts where the last box does.
    static Optional<Found> last(CharSequence text) {
        int first = firstBox(text);
        return first < 0 ? Optional.empty() : new BoxScanner(text).scan(first);
    }

    /// What the last box holds that never closes: the rest of its line. Its writer forgot the brace or was cut short.
    static Optional<Found> unclosed(CharSequence text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            int content = text.charAt(i) == '\\' ? afterName(text, i) : -1;
            if (content >= 0) {
                boolean braced = Characters.at(text, content) == '{';
                int end = Characters.indexOf(text, "\n", content);
                var rest = strip(text, braced ? content + 1 : content, end);
                return Optional.of(new Found(i, withoutDelimiters(rest))).filter(found -> braced);
            }
        }
        return Optional.empty();
    }

    private static int firstBox(CharSequence text) {
        if (!Characters.contains(text, "box")) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && afterName(text, i) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private Optional<Found> scan(int first) {
        for (int i = first; i < text.length(); ) {
            i = switch (text.charAt(i)) {
                case '\\' -> backslash(i);
                case '{' -> push(-1, i, i);
                case '}' -> pop(i);
                default -> i + 1;
            };
        }
        return run.isEmpty() ? Optional.empty() : Optional.of(new Found(run.getLast().start, joined()));
    }

    private String joined() {
        return run.stream()
                .map(box -> strip(text, box.start, box.end))
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private int backslash(int i) {
        int content = afterName(text, i);
        if (content < 0) {
            // A doubled backslash before a box is how some texts escape it.
            return i + (afterName(text, i + 1) < 0 ? 2 : 1);
        }
        if (Characters.at(text, content) == '{') {
            return push(content + 1, content, i);
        }
        int end = content;
        int braces = 0;
        while (end < text.length() && (braces > 0 || !endsUnbraced(content, end))) {
            braces += switch (text.charAt(end)) {
                case '{' -> 1;
                case '}' -> -1;
                case '\n' -> -braces; // an unclosed brace ends with its line
                default -> 0;
            };
            end++;
        }
        if (end > content) {
            keep(new Box(i, content, end, end));
        }
        return end;
    }

    private boolean endsUnbraced(int content, int at) {
        char c = text.charAt(at);
        return " \n\t$}".indexOf(c) >= 0 || c == '\\' && (at > content || !isAsciiLetter(Characters.at(text, at + 1)));
    }

    /// Where the content of the box that starts at `i` begins, spaces skipped, or -1 when none starts there.
    private static int afterName(CharSequence text, int i) {
        for (var name : NAMES) {
            int end = i + name.length();
            if (startsWith(text, i, name) && !Character.isLetter(Characters.at(text, end))) {
                return Characters.skipSpaces(text, end);
            }
        }
        return -1;
    }

    private int push(int contentStart, int i, int command) {
        if (depth == contents.length) {
            contents = Arrays.copyOf(contents, 2 * depth);
            commands = Arrays.copyOf(commands, 2 * depth);
        }
        contents[depth] = i == command ? -1 : contentStart;
        commands[depth++] = command;
        return i + 1;
    }

    private int pop(int i) {
        if (depth > 0 && contents[--depth] >= 0) {
            keep(new Box(commands[depth], contents[depth], i, i + 1));
        }
        return i + 1;
    }

    /// Boxes arrive in the order in which they close; one that holds the box before it is only its frame.
    private void keep(Box box) {
        if (!run.isEmpty() && box.start < run.getLast().start) {
            return;
        }
        boolean joins =
                !run.isEmpty() && run.size() < MOST_IN_A_RUN && Connectors.join(text, run.getLast().after, box.command);
        if (!joins) {
            run.clear();
        }
        run.add(box);
    }

    private static String withoutDelimiters(String rest) {
        int end = rest.length();
        while (end > 0 && "$.\\)]} ".indexOf(rest.charAt(end - 1)) >= 0) {
            end--;
        }
        return rest.substring(0, end);
    }
}
