package mathesis.reward.suite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import mathesis.reward.equivalence.Equivalence;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.equivalence.Verdict.Kind;

/// The paper's comparison of answers with its quirks: numbers are equal within 1e-3, and also when one is a hundred
/// times the other; brackets and their nesting do not matter; lists cover each other in any order and any number.
/// Source: DeepSeek-Math, evaluation/eval/eval_utils.py, `is_correct` and `math_equal`.
///
/// Where the original asks SymPy whether a difference simplifies to 0, this asks our own [Equivalence], and
/// compares the values of expressions without variables within 1e-3 as the original does with `N`. Expressions
/// with variables that only SymPy can show equal, or that SymPy calls equal by a mistake of its parser, are not
/// reproduced.
final class DeepSeekEquality {
    private static final double TOLERANCE = 1e-3;
    private static final double RELATIVE = 1e-9;
    private static final int DEEPEST = 16;
    private static final int MOST_PARTS = 200;
    private static final Equivalence SYMBOLIC = new Equivalence(EquivalencePolicy.DEFAULT);

    private DeepSeekEquality() {}

    /// Whether every prediction matches an answer and every answer a prediction.
    static boolean covers(List<String> predictions, List<String> answers) {
        if (predictions.size() > MOST_PARTS || answers.size() > MOST_PARTS) {
            return false;
        }
        var matched = new HashSet<Integer>();
        int predictionsMatched = 0;
        for (var prediction : predictions) {
            boolean any = false;
            for (int j = 0; j < answers.size(); j++) {
                if (isCorrect(prediction, answers.get(j))) {
                    any = true;
                    matched.add(j);
                }
            }
            predictionsMatched += any ? 1 : 0;
        }
        return predictionsMatched == predictions.size() && matched.size() == answers.size();
    }

    /// Whether one prediction is the answer.
    static boolean isCorrect(String prediction, String answer) {
        if (prediction.contains("\\cup") && answer.contains("\\cup")) {
            return covers(List.of(prediction.split("\\\\cup", -1)), List.of(answer.split("\\\\cup", -1)));
        }
        var p = PythonFloat.parse(prediction.replace(",", ""));
        var a = PythonFloat.parse(answer.replace(",", ""));
        boolean near = p.isPresent() && a.isPresent() && Math.abs(p.getAsDouble() - a.getAsDouble()) < TOLERANCE;
        return near || !answer.isEmpty() && prediction.equals(answer) || mathEqual(prediction, answer, 0);
    }

    private static boolean mathEqual(String prediction, String reference, int depth) {
        if (prediction.equals(reference)) {
            return true;
        }
        var p = digits(prediction);
        var r = digits(reference);
        if (p.isPresent() && r.isPresent()) {
            double value = r.getAsDouble();
            return isClose(value / 100, p.getAsDouble())
                    || isClose(value, p.getAsDouble())
                    || isClose(value * 100, p.getAsDouble());
        }
        return !prediction.isEmpty()
                && depth < DEEPEST
                && (bracketed(prediction.strip(), reference.strip(), depth)
                        || matrices(prediction.strip(), reference.strip(), depth)
                        || relations(prediction.strip(), reference.strip(), depth)
                        || symbolic(prediction.strip(), reference.strip()));
    }

    /// A number, or a percentage as its hundredth.
    private static OptionalDouble digits(String text) {
        var bare = text.replace(",", "");
        var plain = PythonFloat.parse(bare);
        if (plain.isPresent() || !bare.endsWith("%")) {
            return plain;
        }
        var number = bare.substring(0, bare.length() - 1);
        var value = PythonFloat.parse(number.endsWith("\\") ? number.substring(0, number.length() - 1) : number);
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / 100) : value;
    }

    private static boolean isClose(double a, double b) {
        return a == b || Math.abs(a - b) <= Math.max(RELATIVE * Math.max(Math.abs(a), Math.abs(b)), TOLERANCE);
    }

    /// Any opening bracket against any other, parts between commas one by one.
    private static boolean bracketed(String prediction, String reference, int depth) {
        return hasBrackets(prediction)
                && hasBrackets(reference)
                && allEqual(
                        parts(prediction.substring(1, prediction.length() - 1), ","),
                        parts(reference.substring(1, reference.length() - 1), ","),
                        depth);
    }

    private static boolean hasBrackets(String text) {
        int close = Math.max(text.lastIndexOf(')'), text.lastIndexOf(']'));
        return close > 1 && (text.charAt(0) == '(' || text.charAt(0) == '[');
    }

    private static boolean matrices(String prediction, String reference, int depth) {
        return isMatrix(prediction)
                && isMatrix(reference)
                && rowsEqual(matrixRows(prediction), matrixRows(reference), depth);
    }

    private static boolean isMatrix(String text) {
        return (text.startsWith("\\begin{pmatrix}") || text.startsWith("\\begin{bmatrix}"))
                && (text.endsWith("\\end{pmatrix}") || text.endsWith("\\end{bmatrix}"));
    }

    private static List<String> matrixRows(String matrix) {
        int end = Math.max("\\begin{pmatrix}".length(), matrix.length() - "\\end{pmatrix}".length());
        return parts(matrix.substring("\\begin{pmatrix}".length(), end), "\\\\\\\\").stream()
                .map(String::strip)
                .filter(row -> !row.isEmpty())
                .toList();
    }

    private static boolean rowsEqual(List<String> predictions, List<String> references, int depth) {
        boolean equal = predictions.size() == references.size();
        for (int i = 0; equal && i < predictions.size(); i++) {
            equal = allEqual(parts(predictions.get(i), "&"), parts(references.get(i), "&"), depth);
        }
        return equal;
    }

    private static boolean allEqual(List<String> predictions, List<String> references, int depth) {
        boolean equal = predictions.size() == references.size();
        for (int i = 0; equal && i < predictions.size(); i++) {
            equal = mathEqual(predictions.get(i), references.get(i), depth + 1);
        }
        return equal;
    }

    private static boolean relations(String prediction, String reference, int depth) {
        int predictions = count(prediction);
        int references = count(reference);
        if (predictions == 1 && references == 1) {
            var p = difference(prediction);
            return symbolic(p, difference(reference)) || symbolic("-(" + p + ")", difference(reference));
        }
        if (predictions == 1 && references == 0 && leftSide(prediction).length() <= 2) {
            return mathEqual(rightSide(prediction), reference, depth + 1);
        }
        return references == 1
                && predictions == 0
                && leftSide(reference).length() <= 2
                && mathEqual(prediction, rightSide(reference), depth + 1);
    }

    private static boolean symbolic(String prediction, String reference) {
        boolean read = isReadBySymPy(prediction) && isReadBySymPy(reference);
        if (read && SYMBOLIC.compare(reference, prediction).kind() == Kind.EQUAL) {
            return true;
        }
        var p = DoubleExpression.evaluate(prediction);
        var r = DoubleExpression.evaluate(reference);
        return p.isPresent() && r.isPresent() && isClose(p.getAsDouble(), r.getAsDouble());
    }

    /// What the original's parsers refuse or read otherwise must not be called equal by ours: text and bold, `{,}`,
    /// sets, and mixed numbers, which are products there.
    private static boolean isReadBySymPy(String text) {
        int fraction = text.indexOf("\\frac");
        boolean mixed = fraction > 0 && Character.isDigit(text.charAt(fraction - 1));
        return !mixed && !text.contains("\\text") && !text.contains("{,}") && !text.contains("\\{");
    }

    private static int count(String text) {
        return (int) text.chars().filter(c -> c == '=').count();
    }

    private static String leftSide(String equation) {
        return equation.substring(0, equation.indexOf('=')).strip();
    }

    private static String rightSide(String equation) {
        return equation.substring(equation.indexOf('=') + 1);
    }

    private static String difference(String equation) {
        return leftSide(equation) + " - (" + rightSide(equation).strip() + ")";
    }

    private static List<String> parts(String text, String separator) {
        return new ArrayList<>(List.of(text.split(separator, -1)));
    }
}
