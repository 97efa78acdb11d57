package mathesis.reward.answer;

import java.util.Optional;

/// Takes a text that is nothing but an answer: one line without a sentence in it.
final class BareAnswer {
    private static final int LONGEST = 400;
    private static final int MOST_WORDS = 3;
    /// Letters of scripts that set no or other spaces between words.
    private static final int MOST_LETTERS = 4;

    private BareAnswer() {}

    /// The whole text where it is short and holds no prose beside its formulas and units.
    static Optional<Found> of(CharSequence text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var bare = text.toString().strip();
        var run = FormulaScanner.lastRun(bare);
        boolean onlyFormulas = !run.isEmpty()
                && bare.substring(0, run.getFirst().outer()).isBlank()
                && FormulaScanner.words(bare, run.getLast().after(), bare.length()) <= 1;
        if (onlyFormulas) {
            return Optional.of(new Found(0, Statement.joined(bare, 0, bare.length())));
        }
        boolean prose = !run.isEmpty()
                || bare.indexOf(':') >= 0 && Statement.startsWithProse(bare)
                || bare.indexOf('\n') >= 0
                || FormulaScanner.words(bare, 0, bare.length()) > MOST_WORDS
                || Statement.startsWithProse(bare) && LastNumber.lastDigit(bare) >= 0
                || isSentence(bare);
        return prose || bare.isEmpty() ? Optional.empty() : Optional.of(new Found(0, bare));
    }

    private static boolean isSentence(String text) {
        return text.chars().filter(c -> c >= '\u0900' && Character.isLetter(c)).count() > MOST_LETTERS;
    }
}
