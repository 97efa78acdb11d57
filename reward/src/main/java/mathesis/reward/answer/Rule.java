package mathesis.reward.answer;

import java.util.Optional;
import java.util.function.Function;
import mathesis.reward.answer.FinalAnswer.Anchor;

/// One way of finding a final answer; a policy tries several in its order. Each is a hand-written scanner whose time is
/// linear in the text, whatever the text holds.
public enum Rule {
    /// The last box, or the last several that stand together.
    BOX(Anchor.BOX, BoxScanner::last),
    /// A box that never closes: its writer forgot the brace, or was cut short.
    UNCLOSED_BOX(Anchor.BOX, BoxScanner::unclosed),
    /// A "final answer is ..." after the last box: it corrects the box.
    CORRECTION(Anchor.PHRASE, Rule::correction),
    /// "The final answer is X. I hope it is correct."
    MINERVA(Anchor.PHRASE, MinervaSentence::last),
    /// The rest of the last line with text after `####`.
    HASHES(Anchor.HASHES, HashLines::last),
    /// "The answer is X", "Answer: X", in several languages; what else its sentence says is left out.
    PHRASE(Anchor.PHRASE, Rule::phrase),
    /// The rest of the line after the last `答案是`.
    CHINESE_LINE(Anchor.PHRASE, ChineseLine::last),
    /// The last number of the line after the last `答案是`.
    CHINESE_NUMBER(Anchor.PHRASE, text -> ChineseLine.last(text).flatMap(line -> LastNumber.anywhere(line.text()))),
    /// The letter of a choice.
    LETTER(Anchor.LETTER, ChoiceLetters::last),
    /// The letter in "the final answer is (C)".
    SENTENCE_LETTER(
            Anchor.LETTER, text -> MinervaSentence.last(text).flatMap(stated -> ChoiceLetters.leading(stated.text()))),
    /// The last `[...]`.
    BRACKET(Anchor.BRACKET, BracketScanner::last),
    /// What the last program printed.
    OUTPUT(Anchor.OUTPUT, OutputBlocks::last),
    /// The last formula, unless a number follows it.
    LAST_FORMULA(Anchor.FORMULA, Conclusion::formula),
    /// The last number, unless it is part of an expression.
    LAST_NUMBER(Anchor.LAST_NUMBER, LastNumber::in),
    /// The last number, whatever it is part of.
    ANY_NUMBER(Anchor.LAST_NUMBER, LastNumber::anywhere),
    /// The whole text, if it is nothing but an answer.
    BARE(Anchor.WHOLE_TEXT, BareAnswer::of),
    /// The whole text.
    WHOLE(Anchor.WHOLE_TEXT, text -> Optional.of(new Found(0, Characters.strip(text, 0, text.length()))));

    private final Anchor anchor;
    private final Function<CharSequence, Optional<Found>> scan;

    Rule(Anchor anchor, Function<CharSequence, Optional<Found>> scan) {
        this.anchor = anchor;
        this.scan = scan;
    }

    Optional<FinalAnswer> find(CharSequence text) {
        return scan.apply(text)
                .filter(found -> this == BOX || !found.text().isBlank()) // an empty box is no answer, and final
                .map(found -> new FinalAnswer(found.text(), anchor));
    }

    private static Optional<Found> phrase(CharSequence text) {
        return PhraseScanner.last(text)
                .map(said -> new Found(said.start(), Statement.answerIn(said.text())))
                .filter(said -> !said.text().isEmpty());
    }

    /// Counts only if what it states is a number, a letter or a formula.
    private static Optional<Found> correction(CharSequence text) {
        var box = BoxScanner.last(text);
        return box.isEmpty()
                ? box
                : PhraseScanner.last(text, "final")
                        .filter(sentence -> sentence.start() > box.get().start())
                        .map(sentence -> new Found(sentence.start(), Statement.answerIn(sentence.text())))
                        .filter(sentence -> Statement.mayBeAnswer(sentence.text()));
    }
}
