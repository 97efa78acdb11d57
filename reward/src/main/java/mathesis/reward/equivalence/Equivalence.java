package mathesis.reward.equivalence;

import java.util.Optional;
import mathesis.reward.expression.AnswerParser;
import mathesis.reward.expression.AnswerParser.Reading.Read;
import mathesis.reward.expression.AnswerParser.Reading.TooLarge;
import mathesis.reward.expression.Budget;
import mathesis.reward.expression.Expression;
import mathesis.reward.expression.Rational;

/// Whether two bare answers mean the same, in tiers: the same text; the same exact number; and by structure,
/// where values are compared by canonical form over the rational numbers and by tests at points. What can be
/// shown neither way is [Verdict.Kind#UNDECIDED]. The same pair gives the same verdict on any machine: work is
/// bounded by a [Budget], never by a clock. Thread-safe.
///
/// EQUAL is reflexive. It is symmetric but where the policy is not: a rounded reference, a decimal answer, an
/// inequality for an interval, a unit that could be an unknown.
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

    /// Compares a stated answer with the reference answer; never throws.
    public Verdict compare(String gold, String answer) {
        return compareStripped(
                MathDelimiters.removed(PlainForms.of(gold)), MathDelimiters.removed(PlainForms.of(answer)));
    }

    private Verdict compareStripped(String gold, String answer) {
        var unusable = unusable(gold);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        if (isCutShort(gold) || isCutShort(answer)) {
            return gold.strip().equals(answer.strip()) ? Reason.SAME_TEXT.equal() : Reason.CUT_SHORT.undecided();
        }
        if (answer.length() > AnswerText.LONGEST) {
            return Reason.TOO_LONG.undecided();
        }
        var cleanGold = AnswerText.clean(gold);
        var cleanAnswer = AnswerText.clean(answer);
        if (AnswerText.comparable(cleanGold).equals(AnswerText.comparable(cleanAnswer))) {
            return Reason.SAME_TEXT.equal();
        }
        var goldNumber = number(cleanGold);
        var number = number(cleanAnswer);
        if (goldNumber.isPresent() && number.isPresent()) {
            var verdict = compareNumbers(goldNumber.get(), number.get());
            boolean decimal = cleanGold.indexOf('.') >= 0 || cleanAnswer.indexOf('.') >= 0;
            return verdict.kind() == Verdict.Kind.DIFFERENT && decimal ? rounded(verdict, gold, answer) : verdict;
        }
        return DecimalComma.inPlaceOf(cleanGold, cleanAnswer) ? Reason.SAME_NUMBER.equal() : compareRead(gold, answer);
    }

    /// What stands for the dots is not known.
    private static boolean isCutShort(String text) {
        return text.contains("..") || text.indexOf('\u2026') >= 0 || text.contains("dots");
    }

    private static Optional<Quantity> number(String clean) {
        var quantity = Quantity.parse(clean);
        if (quantity.isPresent()) {
            return quantity;
        }
        var named = NumberWords.read(clean);
        return named.isPresent()
                ? Units.parse("", "").map(none -> new Quantity("", Rational.of(named.getAsLong()), false, none))
                : quantity;
    }

    /// Numbers that differ may still agree as far as a decimal goes.
    private Verdict rounded(Verdict otherwise, String gold, String answer) {
        var verdict = compareRead(gold, answer);
        return verdict.kind() == Verdict.Kind.EQUAL ? verdict : otherwise;
    }

    private Verdict compareRead(String gold, String answer) {
        var goldReading = AnswerParser.read(gold);
        var reading = AnswerParser.read(answer);
        if (goldReading instanceof Read(var one) && reading instanceof Read(var other)) {
            return compareExpressions(one, other);
        }
        if (goldReading instanceof TooLarge || reading instanceof TooLarge) {
            return Reason.TOO_COSTLY.undecided();
        }
        return (goldReading instanceof Read ? Reason.ANSWER_NOT_READ : Reason.REFERENCE_NOT_READ).undecided();
    }

    private Verdict compareExpressions(Expression gold, Expression answer) {
        try {
            return new AnswerComparison(policy).compare(gold, answer);
        } catch (Budget.Exceeded _) {
            return Reason.TOO_COSTLY.undecided();
        }
    }

    private Verdict compareNumbers(Quantity gold, Quantity answer) {
        if (!value(gold).equals(value(answer))) {
            return Verdict.different("other number");
        }
        boolean otherVariable = !gold.variable().isEmpty()
                && !answer.variable().isEmpty()
                && !gold.variable().equals(answer.variable());
        if (otherVariable && policy.strictVariables()) {
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
}
