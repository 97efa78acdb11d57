package mathesis.rollout.tool;

import java.util.ArrayList;
import java.util.List;

/// Watches the text of one growing completion for calls: a line that begins with [#CALL], after at least one new
/// program in a [#PROGRAM] block. The fence of the call may close that block. Without a new program the words are text
/// like any other; so is whatever a tool wrote.
///
/// A token may reach past the call (`output` and a line feed in one): the text is looked at, not the tokens, and what
/// stands after the call stays where it is. Source: DeepSeekMath's evaluation code, which stops at the same words, but
/// anywhere in a line and with or without a program.
public final class ProgramCalls {
    /// Begins a program.
    public static final String PROGRAM = "```python";
    /// Asks for its result.
    public static final String CALL = "```output";

    private static final String FENCE = "```";

    private final StringBuilder text = new StringBuilder();
    private final List<String> programs = new ArrayList<>();
    /// Where the model's part begins that holds no answered call.
    private int from;

    /// Appends what the model wrote; true when that completes a call.
    public boolean append(String piece) {
        int first = Math.max(from, text.length() - CALL.length() + 1);
        text.append(piece);
        for (int at = text.indexOf(CALL, first); at >= 0; at = text.indexOf(CALL, at + 1)) {
            if (beginsLine(at) && takePrograms(at)) {
                return true;
            }
        }
        return false;
    }

    /// Appends what a tool wrote.
    public void skip(String piece) {
        text.append(piece);
        from = text.length();
    }

    /// All programs so far, those of earlier calls first.
    public List<String> programs() {
        return List.copyOf(programs);
    }

    /// Whether the text so far ends a line.
    public boolean endsLine() {
        return !text.isEmpty() && text.charAt(text.length() - 1) == '\n';
    }

    private boolean beginsLine(int at) {
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }

    /// Adds the programs before a call; false when there is none.
    private boolean takePrograms(int call) {
        int known = programs.size();
        int next = from;
        while (true) {
            int open = text.indexOf(PROGRAM, next);
            int code = text.indexOf("\n", open + PROGRAM.length()) + 1;
            if (open < 0 || open > call || code == 0 || code > call) {
                return programs.size() > known;
            }
            next = open + PROGRAM.length();
            if (text.substring(next, code).isBlank()) {
                int close = text.indexOf(FENCE, code);
                programs.add(text.substring(code, close));
                next = close + FENCE.length();
            }
        }
    }
}
