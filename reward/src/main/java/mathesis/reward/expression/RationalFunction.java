package mathesis.reward.expression;

/// A quotient of polynomials, not in lowest terms; a divisor of one term has gone into the dividend.
record RationalFunction(Polynomial dividend, Polynomial divisor) {
    static RationalFunction of(Polynomial polynomial) {
        return new RationalFunction(polynomial, Polynomial.ONE);
    }

    static RationalFunction of(Rational constant) {
        return of(Polynomial.of(constant));
    }

    boolean isPolynomial() {
        return divisor.isConstant();
    }

    boolean isConstant() {
        return isPolynomial() && dividend.isConstant();
    }

    Rational constant() {
        return dividend.constant();
    }

    RationalFunction plus(RationalFunction other, Algebra algebra) {
        if (divisor.equals(other.divisor)) {
            return new RationalFunction(dividend.plus(other.dividend), divisor);
        }
        return new RationalFunction(
                algebra.times(dividend, other.divisor).plus(algebra.times(other.dividend, divisor)),
                algebra.times(divisor, other.divisor));
    }

    RationalFunction negate() {
        return new RationalFunction(dividend.negate(), divisor);
    }

    RationalFunction times(RationalFunction other, Algebra algebra) {
        return new RationalFunction(algebra.times(dividend, other.dividend), algebra.times(divisor, other.divisor));
    }

    RationalFunction dividedBy(RationalFunction other, Algebra algebra) {
        if (other.dividend.isZero()) {
            throw new NoValue("division by 0");
        }
        var top = algebra.times(dividend, other.divisor);
        if (other.dividend.isSingle()) {
            var inverse = algebra.singlePower(other.dividend, Rational.of(-1));
            return new RationalFunction(algebra.times(top, inverse), divisor);
        }
        return new RationalFunction(top, algebra.times(divisor, other.dividend));
    }

    RationalFunction power(int exponent, Algebra algebra) {
        if (exponent < 0) {
            return of(Polynomial.ONE).dividedBy(power(-exponent, algebra), algebra);
        }
        return new RationalFunction(algebra.power(dividend, exponent), algebra.power(divisor, exponent));
    }

    /// A text that is the same for equal pairs of dividend and divisor.
    String key(Algebra algebra) {
        var top = algebra.generators.key(dividend);
        return isPolynomial() ? top : "(" + top + ")/(" + algebra.generators.key(divisor) + ")";
    }
}
