package mathesis.reward.equivalence;

/// What suites disagree about when they compare two answers. Everything is explicit; [#DEFAULT] is what a reward should
/// use.
///
/// @param percent            how a percent sign is read
/// @param precision          decimal places to which a decimal on either side must agree; [#DIGITS_OF_GOLD] by
///                           default: a decimal reference with at least 3 significant digits, 2 of them decimal
///                           places, accepts a fraction without finite decimals that rounds to it, and nothing
///                           else is rounded
/// @param decimalAnswers     whether an exact reference accepts a decimal of at least 3 decimal places to which it
///                           rounds: 0.333 for 1/3. Off, since 0.333 is wrong where 1/3 was asked for
/// @param setRelations       whether a reference that is an interval accepts the inequality: off, since inequalities
///                           are often in the question already and echoing it must not pay
/// @param tuplesAsSets       whether (2, 1) equals (1, 2)
/// @param orderedLists       whether the order matters in lists of bare numbers between commas: `1, 2`
/// @param strictBrackets     whether [0, 1] and (0, 1) differ
/// @param strictVariables    whether x = 7 and y = 7 differ
/// @param unreducedFractions whether 2/4 equals 1/2
public record EquivalencePolicy(
        PercentPolicy percent,
        int precision,
        boolean decimalAnswers,
        boolean setRelations,
        boolean tuplesAsSets,
        boolean orderedLists,
        boolean strictBrackets,
        boolean strictVariables,
        boolean unreducedFractions) {
    /// The value of `precision` that leaves the digits to the reference.
    public static final int DIGITS_OF_GOLD = -1;
    private static final int MOST_PLACES = 100;
    /// A percent sign changes nothing; variables, brackets and the order of bare lists matter.
    public static final EquivalencePolicy DEFAULT = new EquivalencePolicy(PercentPolicy.SIGN_IS_A_UNIT);
    /// As Math-Verify by default: lists are sets, and a percent sign is a factor of 1/100.
    public static final EquivalencePolicy MATH_VERIFY =
            DEFAULT.withPercent(PercentPolicy.ONE_HUNDREDTH).withOrderedLists(false);

    public EquivalencePolicy {
        if (precision < DIGITS_OF_GOLD || precision > MOST_PLACES) {
            throw new IllegalArgumentException("equivalence.precision is " + precision + "; must lie in [0, "
                    + MOST_PLACES + "], or be " + DIGITS_OF_GOLD + " for the digits of the reference");
        }
    }

    /// The default but for percent signs.
    public EquivalencePolicy(PercentPolicy percent) {
        this(percent, DIGITS_OF_GOLD, false, false, false, true, true, true, true);
    }

    /// This with another reading of percent signs.
    public EquivalencePolicy withPercent(PercentPolicy other) {
        return new EquivalencePolicy(
                other,
                precision,
                decimalAnswers,
                setRelations,
                tuplesAsSets,
                orderedLists,
                strictBrackets,
                strictVariables,
                unreducedFractions);
    }

    /// This with a number of decimal places (`params.precision` of the development sets).
    public EquivalencePolicy withPrecision(int places) {
        return new EquivalencePolicy(
                percent,
                places,
                decimalAnswers,
                setRelations,
                tuplesAsSets,
                orderedLists,
                strictBrackets,
                strictVariables,
                unreducedFractions);
    }

    /// This with or without decimals for exact references.
    public EquivalencePolicy withDecimalAnswers(boolean allowed) {
        return new EquivalencePolicy(
                percent,
                precision,
                allowed,
                setRelations,
                tuplesAsSets,
                orderedLists,
                strictBrackets,
                strictVariables,
                unreducedFractions);
    }

    /// This with or without inequalities for intervals (`params.allow_set_relation_comp`).
    public EquivalencePolicy withSetRelations(boolean allowed) {
        return new EquivalencePolicy(
                percent,
                precision,
                decimalAnswers,
                allowed,
                tuplesAsSets,
                orderedLists,
                strictBrackets,
                strictVariables,
                unreducedFractions);
    }

    /// This with tuples as sets or not (`params.compare_sets`).
    public EquivalencePolicy withTuplesAsSets(boolean asSets) {
        return new EquivalencePolicy(
                percent,
                precision,
                decimalAnswers,
                setRelations,
                asSets,
                orderedLists,
                strictBrackets,
                strictVariables,
                unreducedFractions);
    }

    /// This with lists in order or not.
    public EquivalencePolicy withOrderedLists(boolean ordered) {
        return new EquivalencePolicy(
                percent,
                precision,
                decimalAnswers,
                setRelations,
                tuplesAsSets,
                ordered,
                strictBrackets,
                strictVariables,
                unreducedFractions);
    }

    /// This with kinds of brackets told apart or not.
    public EquivalencePolicy withStrictBrackets(boolean strict) {
        return new EquivalencePolicy(
                percent,
                precision,
                decimalAnswers,
                setRelations,
                tuplesAsSets,
                orderedLists,
                strict,
                strictVariables,
                unreducedFractions);
    }

    /// This with names of variables told apart or not (`params.strict`).
    public EquivalencePolicy withStrictVariables(boolean strict) {
        return new EquivalencePolicy(
                percent,
                precision,
                decimalAnswers,
                setRelations,
                tuplesAsSets,
                orderedLists,
                strictBrackets,
                strict,
                unreducedFractions);
    }

    /// This with fractions in any terms or only the reference's.
    public EquivalencePolicy withUnreducedFractions(boolean allowed) {
        return new EquivalencePolicy(
                percent,
                precision,
                decimalAnswers,
                setRelations,
                tuplesAsSets,
                orderedLists,
                strictBrackets,
                strictVariables,
                allowed);
    }
}
