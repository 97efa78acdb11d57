package mathesis.rollout.tool;

/// Rules of a dialogue with a tool: the model writes, a program of its own is run, the result is put into the text, and
/// the model writes on.
///
/// A round is what the model writes up to a call or to its end. The call that ends the last round is still answered,
/// and with its result the completion ends. Source: DeepSeekMath's evaluation code, `run_tool_integrated_eval`.
///
/// @param rounds           most rounds of a completion; the evaluation code has 2
/// @param outputCharacters longest result, in characters; a longer one keeps its first and last half around `...`; the
///                         evaluation code has 100
public record ToolPolicy(int rounds, int outputCharacters) {
    /// As the paper's figures were measured.
    public static final ToolPolicy PAPER = new ToolPolicy(2, 100);

    private static final String CUT = "...";

    public ToolPolicy {
        if (rounds < 1) {
            throw new IllegalArgumentException("tool.rounds is " + rounds + "; must be 1 or more");
        }
        if (outputCharacters < 2) {
            throw new IllegalArgumentException("tool.output-characters is " + outputCharacters + "; must be 2 or more");
        }
    }

    /// A result as the model sees it: without blank ends, and its middle left out where it is too long. A character
    /// beyond the basic plane counts as two and is never cut in two.
    public String shown(String result) {
        String text = result.strip();
        if (text.length() <= outputCharacters) {
            return text;
        }
        int head = whole(text, outputCharacters / 2);
        int tail = whole(text, text.length() - outputCharacters / 2);
        return text.substring(0, head) + CUT + text.substring(tail);
    }

    /// Positions to set aside for all results of a completion, in tokens: one for each byte of UTF-8 and of the lines
    /// around it. A tokenizer that needs more than a token for a byte may need more.
    public int tokenRoom() {
        long room = (long) rounds * (3L * (outputCharacters + CUT.length()) + 8);
        return (int) Math.min(room, Integer.MAX_VALUE);
    }

    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))
                ? at - 1
                : at;
    }
}
