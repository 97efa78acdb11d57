package mathesis.reward.equivalence;

import java.util.Optional;

/// Whether two short answers mean the same: exactly equal numbers, or equal texts where neither is a number. There is
/// no
/// tolerance and no algebra; what would need them is [Verdict.Kind#UNDECIDED].
///
/// @param policy what suites disagree about
public record Equivalence(EquivalencePolicy policy) {
    private static final Rational HUNDREDTH = Rational.of(1, 100);

    /// Why nothing can be compared with this reference answer, if nothing can.
    public Optional<Verdict> unusable(String gold) {
        if (gold.length() > AnswerText.LONGEST) {
            return Optional.of(new Verdict(Verdict.Kind.UNPARSEABLE_GOLD, "reference too long"));
        }
        return AnswerText.clean(gold).isEmpty()
                ? Optional.of(new Verdict(Verdict.Kind.UNPARSEABLE_GOLD, "empty reference"))
                : Optional.empty();
    }

    /// Compares a stated answer with the reference answer.
    public Verdict compare(String gold, String answer) {
        var unusable = unusable(gold);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        if (answer.length() > AnswerText.LONGEST) {
            return Verdict.undecided("answer too long");
        }
        var cleanGold = AnswerText.clean(gold);
        var cleanAnswer = AnswerText.clean(answer);
        var goldNumber = Quantity.parse(cleanGold);
        var number = Quantity.parse(cleanAnswer);
        if (goldNumber.isPresent() && number.isPresent()) {
            return compareNumbers(goldNumber.get(), number.get());
        }
        if (goldNumber.isPresent() || number.isPresent()) {
            return Verdict.undecided(number.isPresent() ? "reference is no plain number" : "answer is no plain number");
        }
        return compareTexts(AnswerText.comparable(cleanGold), AnswerText.comparable(cleanAnswer));
    }

    private Verdict compareNumbers(Quantity gold, Quantity answer) {
        if (!value(gold).equals(value(answer))) {
            return Verdict.different("other number");
        }
        boolean otherVariable = !gold.variable().isEmpty()
                && !answer.variable().isEmpty()
                && !gold.variable().equals(answer.variable());
        if (otherVariable) {
            return Verdict.undecided("same number, other variable");
        }
        return gold.units().allow(answer.units())
                ? Verdict.equal("same number")
                : Verdict.undecided("same number, other unit");
    }

    private Rational value(Quantity quantity) {
        return switch (policy.percent()) {
            case SIGN_IS_A_UNIT -> quantity.value();
            case ONE_HUNDREDTH -> quantity.percent() ? quantity.value().times(HUNDREDTH) : quantity.value();
        };
    }

    private static Verdict compareTexts(String gold, String answer) {
        if (gold.equals(answer)) {
            return Verdict.equal("same text");
        }
        return isLetter(gold) && isLetter(answer) ? Verdict.different("other letter") : Verdict.undecided("other text");
    }

    private static boolean isLetter(String text) {
        return text.length() == 1 && Character.isLetter(text.charAt(0));
    }
}
