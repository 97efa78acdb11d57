package mathesis.reward.expression;

/// A complex number known up to an error, by its real and imaginary parts. Functions take principal values; where a
/// value may lie on either side of a branch cut, the result says nothing.
record ComplexBall(Ball re, Ball im) {
    static final ComplexBall UNKNOWN = new ComplexBall(Ball.UNKNOWN, Ball.UNKNOWN);

    static ComplexBall of(Ball real) {
        return new ComplexBall(real, Ball.ZERO);
    }

    boolean isUnknown() {
        return re.isUnknown() || im.isUnknown();
    }

    boolean isReal() {
        return im.isExactZero();
    }

    boolean containsZero() {
        return re.containsZero() && im.containsZero();
    }

    boolean isExactZero() {
        return re.isExactZero() && im.isExactZero();
    }

    ComplexBall plus(ComplexBall other, int bits) {
        return new ComplexBall(re.plus(other.re, bits), im.plus(other.im, bits));
    }

    ComplexBall negate() {
        return new ComplexBall(re.negate(), im.negate());
    }

    ComplexBall minus(ComplexBall other, int bits) {
        return plus(other.negate(), bits);
    }

    ComplexBall times(ComplexBall other, int bits) {
        if (isReal() && other.isReal()) {
            return of(re.times(other.re, bits));
        }
        return new ComplexBall(
                re.times(other.re, bits).minus(im.times(other.im, bits), bits),
                re.times(other.im, bits).plus(im.times(other.re, bits), bits));
    }

    ComplexBall times(Ball factor, int bits) {
        return new ComplexBall(re.times(factor, bits), im.times(factor, bits));
    }

    ComplexBall dividedBy(ComplexBall other, int bits) {
        if (other.isReal()) {
            return new ComplexBall(re.dividedBy(other.re, bits), isReal() ? Ball.ZERO : im.dividedBy(other.re, bits));
        }
        var conjugate = new ComplexBall(other.re, other.im.negate());
        var product = times(conjugate, bits);
        var norm = other.norm(bits);
        return new ComplexBall(product.re.dividedBy(norm, bits), product.im.dividedBy(norm, bits));
    }

    /// The square of the absolute value.
    private Ball norm(int bits) {
        return re.times(re, bits).plus(im.times(im, bits), bits);
    }

    Ball abs(int bits) {
        return isReal() ? re.abs() : norm(bits).sqrt(bits);
    }

    /// A whole power; the caller bounds the exponent.
    ComplexBall pow(int exponent, int bits) {
        if (exponent < 0) {
            return of(Ball.ONE).dividedBy(pow(-exponent, bits), bits);
        }
        var power = of(Ball.ONE);
        for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(exponent) - 1; bit >= 0; bit--) {
            power = power.times(power, bits);
            power = (exponent >> bit & 1) == 1 ? power.times(this, bits) : power;
        }
        return power;
    }

    ComplexBall sqrt(int bits) {
        if (isReal()) {
            if (isExactZero()) {
                return this;
            }
            return switch (re.sign()) {
                case 1 -> of(re.sqrt(bits));
                case -1 -> new ComplexBall(Ball.ZERO, re.negate().sqrt(bits));
                default -> UNKNOWN;
            };
        }
        var half = Ball.ONE.shifted(-1);
        var size = abs(bits);
        if (re.sign() > 0) {
            var real = size.plus(re, bits).times(half, bits).sqrt(bits);
            return new ComplexBall(real, im.dividedBy(real, bits).times(half, bits));
        }
        if (im.sign() == 0) {
            return UNKNOWN;
        }
        var other = size.minus(re, bits).times(half, bits).sqrt(bits);
        var imaginary = im.sign() > 0 ? other : other.negate();
        return new ComplexBall(im.dividedBy(imaginary, bits).times(half, bits), imaginary);
    }

    ComplexBall exp(int bits) {
        var size = BallFunctions.exp(re, bits);
        return isReal()
                ? of(size)
                : new ComplexBall(
                        size.times(BallFunctions.cos(im, bits), bits), size.times(BallFunctions.sin(im, bits), bits));
    }

    ComplexBall log(int bits) {
        if (isReal() && re.sign() > 0) {
            return of(BallFunctions.log(re, bits));
        }
        return new ComplexBall(BallFunctions.log(norm(bits), bits).times(Ball.ONE.shifted(-1), bits), argument(bits));
    }

    private Ball argument(int bits) {
        if (re.sign() > 0) {
            return BallFunctions.atan(im.dividedBy(re, bits), bits);
        }
        if (im.sign() != 0) {
            var right = BallFunctions.pi(bits).shifted(-1);
            var tilt = BallFunctions.atan(re.dividedBy(im, bits), bits);
            return (im.sign() > 0 ? right : right.negate()).minus(tilt, bits);
        }
        return isReal() && re.sign() < 0 ? BallFunctions.pi(bits) : Ball.UNKNOWN;
    }

    ComplexBall sin(int bits) {
        if (isReal()) {
            return of(BallFunctions.sin(re, bits));
        }
        var grown = BallFunctions.exp(im, bits);
        var shrunk = BallFunctions.exp(im.negate(), bits);
        var half = Ball.ONE.shifted(-1);
        return new ComplexBall(
                BallFunctions.sin(re, bits).times(grown.plus(shrunk, bits).times(half, bits), bits),
                BallFunctions.cos(re, bits).times(grown.minus(shrunk, bits).times(half, bits), bits));
    }

    ComplexBall cos(int bits) {
        var right = of(BallFunctions.pi(bits).shifted(-1));
        return isReal() ? of(BallFunctions.cos(re, bits)) : plus(right, bits).sin(bits);
    }
}
