package mathesis.reward.answer;

import java.util.Optional;

/// Finds X in "The final answer is X. I hope it is correct.", the form in which Minerva's examples end.
final class MinervaSentence {
    private static final String OPENING = "final answer is";
    private static final String CLOSING = ". I hope";

    private MinervaSentence() {}

    static Optional<Found> last(CharSequence text) {
        int from = Characters.lastIndexOf(text, OPENING, text.length());
        if (from < 0) {
            return Optional.empty();
        }
        int start = from + OPENING.length();
        int end = Characters.indexOf(text, CLOSING, start);
        if (end == text.length()) {
            end = Characters.indexOf(text, "\n", start);
        }
        var stated = Emphasis.strip(Characters.strip(text, start, end));
        return Optional.of(new Found(from, withoutDollars(stated)))
                .filter(found -> !found.text().isEmpty());
    }

    private static String withoutDollars(String stated) {
        int last = stated.length() - 1;
        boolean single = last > 0
                && stated.charAt(0) == '$'
                && stated.indexOf('$', 1) == last
                && stated.charAt(last - 1) != '\\';
        return single ? stated.substring(1, last).strip() : stated;
    }
}
