package mathesis.reward.answer;

import java.util.Optional;
import mathesis.reward.answer.FinalAnswer.Anchor;
import mathesis.reward.equivalence.AnswerText;
import mathesis.reward.equivalence.Quantity;

/// Finds the final answer of a solution. Boxes come before `####`, phrases and the last number,
/// wherever they stand; of equal marks the last one counts. Every scan is one pass of a hand-written scanner, so time
/// is linear in the text whatever it holds.
///
/// @param policy what may be looked at
public record AnswerExtractor(ExtractionPolicy policy) {
    private static final String HASHES = "####";

    /// The final answer of a solution, if it states one.
    public Optional<FinalAnswer> find(String solution) {
        var text = answerPart(solution);
        return text.flatMap(AnswerExtractor::pointedOut)
                .or(() -> text.filter(_ -> policy.lastNumber())
                        .flatMap(LastNumber::in)
                        .map(number -> new FinalAnswer(number, Anchor.LAST_NUMBER)));
    }

    /// The reference answer that a data set's answer field states: what a box, `####` or a phrase points out, or all of
    /// it.
    public static String gold(String field) {
        return pointedOut(field).map(FinalAnswer::text).orElseGet(field::strip);
    }

    private static Optional<FinalAnswer> pointedOut(String text) {
        var box = BoxScanner.last(text);
        return box.flatMap(boxed -> closingSentence(text, boxed.start()))
                .map(said -> new FinalAnswer(said.text(), Anchor.PHRASE))
                .or(() -> box.map(boxed -> new FinalAnswer(boxed.text(), Anchor.BOX)))
                .or(() -> afterHashes(text).map(rest -> new FinalAnswer(rest, Anchor.HASHES)))
                .or(() -> PhraseScanner.last(text, "answer").map(said -> new FinalAnswer(said.text(), Anchor.PHRASE)));
    }

    /// A "final answer is ..." after the last box corrects it, if what it states is a number, a letter or a formula.
    private static Optional<Found> closingSentence(String text, int boxStart) {
        return PhraseScanner.last(text, "final answer")
                .filter(said -> said.start() > boxStart && said.text().length() <= AnswerText.LONGEST)
                .filter(said -> {
                    var clean = AnswerText.clean(said.text());
                    return said.text().indexOf('$') >= 0
                            || AnswerText.comparable(clean).length() == 1
                            || Quantity.parse(clean).isPresent();
                });
    }

    private Optional<String> answerPart(String solution) {
        int start = 0;
        if (!policy.endOfThinking().isEmpty()) {
            int mark = solution.lastIndexOf(policy.endOfThinking());
            if (mark < 0) {
                return Optional.empty();
            }
            start = mark + policy.endOfThinking().length();
        }
        return Optional.of(solution.substring(Math.max(start, solution.length() - policy.longestText())));
    }

    /// The rest of the last line that has text after `####`.
    private static Optional<String> afterHashes(String text) {
        for (int end = text.length(); end >= 0; ) {
            int start = text.lastIndexOf('\n', end - 1) + 1;
            int hashes = text.lastIndexOf(HASHES, end - HASHES.length());
            if (hashes < 0) {
                return Optional.empty();
            }
            if (hashes >= start) {
                var rest = text.substring(hashes + HASHES.length(), end).strip();
                if (!rest.isEmpty()) { // a heading may hold the phrase as well
                    return PhraseScanner.last(rest, "answer").map(Found::text).or(() -> Optional.of(rest));
                }
                end = start - 1;
            } else {
                end = text.indexOf('\n', hashes);
            }
        }
        return Optional.empty();
    }
}
