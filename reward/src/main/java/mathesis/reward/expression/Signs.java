package mathesis.reward.expression;

/// Which of a form and its opposite is written without a leading minus: a choice that does not depend on how the form
/// came about.
final class Signs {
    private Signs() {}

    static boolean isNegative(RationalFunction form, Algebra algebra) {
        return isNegative(form.dividend(), algebra) ^ isNegative(form.divisor(), algebra);
    }

    private static boolean isNegative(Polynomial polynomial, Algebra algebra) {
        var least = "";
        boolean negative = false;
        for (var term : polynomial.terms().entrySet()) {
            var key = algebra.generators.key(Polynomial.of(term.getKey(), Rational.ONE));
            if (least.isEmpty() || key.compareTo(least) < 0) {
                least = key;
                negative = term.getValue().signum() < 0;
            }
        }
        return negative;
    }
}
