package mathesis.actors.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as C++ streams print them where nothing is said: six significant digits, no zeros behind the last one, and
/// an exponent for the small: `0.999328`, `1`, `1.20962e-05`.
final class ProbabilityText {
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final int LEAST_EXPONENT = -4;

    private ProbabilityText() {}

    /// @param value at least 0 and under a million
    static String of(float value) {
        var number = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        if (number.signum() == 0) {
            return "0";
        }
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= LEAST_EXPONENT) {
            return number.toPlainString();
        }
        String digits = number.movePointLeft(exponent).toPlainString();
        return digits + (-exponent < 10 ? "e-0" : "e-") + -exponent;
    }
}
