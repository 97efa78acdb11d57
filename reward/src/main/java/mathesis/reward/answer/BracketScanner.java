package mathesis.reward.answer;

import java.util.Optional;

/// Finds the last `[...]` of a text that is no delimiter of mathematics; of nested brackets the outer one.
final class BracketScanner {
    private BracketScanner() {}

    static Optional<Found> last(CharSequence text) {
        int close = -1;
        int depth = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c != '[' && c != ']' || Characters.at(text, i - 1) == '\\') {
                continue;
            }
            if (c == ']') {
                close = depth++ == 0 ? i : close;
            } else if (depth > 0 && --depth == 0) {
                return Optional.of(new Found(i, Characters.strip(text, i + 1, close)));
            }
        }
        return Optional.empty();
    }
}
