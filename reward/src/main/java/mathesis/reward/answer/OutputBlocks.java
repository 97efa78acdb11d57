package mathesis.reward.answer;

import java.util.Optional;

/// Finds what the last program of a tool-integrated solution printed: the last block that opens with three backquotes
/// and `output`.
final class OutputBlocks {
    private static final String OPEN = "```output";
    private static final String FENCE = "```";

    private OutputBlocks() {}

    /// The last line that the last program printed, blank ones aside.
    static Optional<Found> last(CharSequence text) {
        int block = Characters.lastIndexOf(text, OPEN, text.length());
        if (block < 0) {
            return Optional.empty();
        }
        int start = block + OPEN.length();
        var output = Characters.strip(text, start, Characters.indexOf(text, FENCE, start));
        return Optional.of(output)
                .filter(printed -> !printed.isEmpty())
                .map(printed -> new Found(
                        block, printed.substring(printed.lastIndexOf('\n') + 1).strip()));
    }

    /// Where the text goes on after the last block of output, or -1 where there is none.
    static int end(CharSequence text) {
        int block = Characters.lastIndexOf(text, OPEN, text.length());
        if (block < 0) {
            return -1;
        }
        int close = Characters.indexOf(text, FENCE, block + OPEN.length());
        return Math.min(text.length(), close + FENCE.length());
    }
}
