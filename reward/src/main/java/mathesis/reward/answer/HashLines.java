package mathesis.reward.answer;

import java.util.Optional;

/// Finds the rest of the last line that has text after `####`, as the solutions of GSM8K end.
final class HashLines {
    private static final String HASHES = "####";

    private HashLines() {}

    static Optional<Found> last(CharSequence text) {
        if (!Characters.contains(text, HASHES)) {
            return Optional.empty();
        }
        int lineEnd = text.length();
        for (int i = text.length() - 1; i >= 0; i--) {
            if (text.charAt(i) == '\n') {
                lineEnd = i;
            } else if (Characters.startsWith(text, i, HASHES)) {
                int start = i + HASHES.length();
                if (start < lineEnd && !Characters.isBlank(text, start, lineEnd)) {
                    return Optional.of(new Found(i, rest(Characters.strip(text, start, lineEnd))));
                }
                lineEnd = lineStart(text, i); // hashes in front of the last ones on a line are no answer
                i = lineEnd;
            }
        }
        return Optional.empty();
    }

    private static int lineStart(CharSequence text, int at) {
        int start = at;
        while (start > 0 && text.charAt(start - 1) != '\n') {
            start--;
        }
        return Math.max(0, start - 1);
    }

    /// A heading may hold the phrase as well.
    private static String rest(String rest) {
        return PhraseScanner.last(rest).map(Found::text).orElse(rest);
    }
}
