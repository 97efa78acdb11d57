package mathesis.corpus.classify;

/// The remainder of unsigned 64-bit numbers by one divisor of at most 31 bits, without a division: with
/// m = floor((2^64 - 1) / d), the high half of n m is the quotient or one less, for n m / 2^64 lies within 1 of n / d.
record BucketRemainder(long divisor, long reciprocal) {
    static BucketRemainder by(int divisor) {
        if (divisor < 1) {
            throw new IllegalArgumentException("divisor is " + divisor + "; must be at least 1");
        }
        return new BucketRemainder(divisor, Long.divideUnsigned(-1L, divisor));
    }

    /// As [Long#remainderUnsigned] of n and the divisor.
    int of(long n) {
        long remainder = n - Math.unsignedMultiplyHigh(n, reciprocal) * divisor;
        long reduced = remainder - divisor;
        return (int) (reduced + (divisor & reduced >> 63));
    }
}
