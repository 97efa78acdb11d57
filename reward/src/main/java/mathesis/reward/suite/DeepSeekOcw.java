package mathesis.reward.suite;

import java.util.List;
import java.util.OptionalDouble;
import mathesis.reward.equivalence.Equivalence;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.equivalence.Verdict.Kind;

/// The paper's grading of OCW courses, as coded: equal negative numbers are wrong, and so is 0 against 0, because the
/// tolerance near 0 is a share of the mean. Source: DeepSeek-Math, evaluation/eval/ocwcourses_eval_utils.py.
final class DeepSeekOcw {
    private static final double THRESHOLD = 0.01;
    private static final double RELATIVE = 1e-5;
    private static final double ABSOLUTE = 1e-8;
    private static final List<String> UNITS = List.of(
            "\\mathrm{~kg} \\cdot \\mathrm{m} / \\mathrm{s}",
            "\\mathrm{kg}\\cdot\\mathrm{m}/\\mathrm{s}",
            "kg m/s",
            "\\mathrm{~m} / \\mathrm{s}",
            "\\mathrm{m}/\\mathrm{s}",
            "\\mathrm{eV}",
            "\\mathrm{~eV}",
            "\\mathrm{kg}",
            "\\mathrm{~kg}",
            "\\mathrm{m}",
            "\\mathrm{~m}",
            "\\mathrm{s}",
            "\\mathrm{~s}",
            "\\mathrm{cm}",
            "\\mathrm{~cm}",
            "erg/s",
            "g/mol",
            "m/s",
            "years",
            "eV",
            "kg",
            "cm",
            "W");
    private static final Equivalence SYMBOLIC = new Equivalence(EquivalencePolicy.DEFAULT);

    private DeepSeekOcw() {}

    static boolean isCorrect(String prediction, String gold) {
        var number = PythonFloat.parse(gold);
        if (number.isPresent()) {
            var value = value(prediction);
            return value.isPresent() && numericEqual(value.getAsDouble(), number.getAsDouble());
        }
        if (gold.indexOf('=') >= 0) {
            return prediction.indexOf('=') >= 0
                    && SYMBOLIC.compare(gold, prediction).kind() == Kind.EQUAL;
        }
        return MinervaString.normalise(prediction).equals(MinervaString.normalise(gold));
    }

    private static OptionalDouble value(String prediction) {
        var text = prediction.replace("$", "");
        for (var unit : UNITS) {
            text = text.replace(unit, "");
        }
        var plain = PythonFloat.parse(text);
        return plain.isPresent() ? plain : DoubleExpression.evaluate(text);
    }

    private static boolean numericEqual(double one, double other) {
        if (isClose(one, 0) || isClose(other, 0) || isClose(one - other, 0)) {
            return Math.abs(one - other) < THRESHOLD * (one + other) / 2;
        }
        return isClose(one, other);
    }

    private static boolean isClose(double a, double b) {
        return Math.abs(a - b) <= ABSOLUTE + RELATIVE * Math.abs(b);
    }
}
