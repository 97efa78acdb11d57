package mathesis.rollout;

/// What tools had a part in a completion: which of its tokens they wrote, and how their programs ended. Tokens of a
/// tool are read by the model like its own, but it did not choose them: they have log-probability 0, and nothing is
/// learned from them. The arrays are shared, not copied: nobody may write them.
///
/// @param starts         index of each stretch's first token, ascending
/// @param ends           index after each stretch's last token
/// @param failedPrograms programs that ended in an error, which the model was shown
/// @param failure        why the result of a program could not be had, empty where all could; nothing can be said of
///                       such a completion
public record ToolUse(int[] starts, int[] ends, int failedPrograms, String failure) {
    /// Of a completion that the model wrote alone.
    public static final ToolUse NONE = new ToolUse(new int[0], new int[0], 0, "");

    public ToolUse {
        if (starts.length != ends.length) {
            throw new IllegalArgumentException(starts.length + " tool stretches begin but " + ends.length + " end");
        }
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] < (i == 0 ? 0 : ends[i - 1]) || ends[i] <= starts[i]) {
                throw new IllegalArgumentException(
                        "tool stretch " + starts[i] + " to " + ends[i] + " is empty or not after the one before");
            }
        }
    }

    /// Programs whose result the model was shown.
    public int calls() {
        return starts.length;
    }

    /// Number of tokens that tools wrote.
    public int tokens() {
        int tokens = 0;
        for (int i = 0; i < starts.length; i++) {
            tokens += ends[i] - starts[i];
        }
        return tokens;
    }

    /// Whether a tool wrote this token of the completion.
    public boolean wrote(int token) {
        int i = 0;
        while (i < ends.length && ends[i] <= token) {
            i++;
        }
        return i < starts.length && starts[i] <= token;
    }
}
