package mathesis.reward.answer;

import java.util.Optional;

/// Finds the rest of the line after the last `答案是`, as the examples for CMATH and Gaokao end (DeepSeekMath, official
/// evaluation code).
final class ChineseLine {
    private static final String ANCHOR = "\u7b54\u6848\u662f";

    private ChineseLine() {}

    static Optional<Found> last(CharSequence text) {
        int at = Characters.lastIndexOf(text, ANCHOR, text.length());
        if (at < 0) {
            return Optional.empty();
        }
        int start = at + ANCHOR.length();
        var line = Emphasis.strip(Characters.strip(text, start, Characters.indexOf(text, "\n", start)));
        return Optional.of(new Found(at, line));
    }
}
