package mathesis.reward.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import mathesis.reward.expression.AnswerParser.Reading.Read;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.Power;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.Expression.Symbol;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CanonicalFormTest {
    private static Expression random(Random random, int depth) {
        if (depth == 0) {
            return random.nextBoolean()
                    ? new Symbol(random.nextBoolean() ? "x" : "y")
                    : Number.of(Rational.of(random.nextInt(-5, 6), random.nextInt(1, 4)));
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Sum(List.of(random(random, depth - 1), random(random, depth - 1)));
            case 1 -> new Product(List.of(random(random, depth - 1), random(random, depth - 1)));
            default -> new Power(random(random, depth - 1), Number.of(random.nextInt(1, 4)));
        };
    }

    private static Rational value(Expression expression, Rational x, Rational y) {
        return switch (expression) {
            case Number(var value, var _) -> value;
            case Symbol(var name) -> name.equals("x") ? x : y;
            case Sum(var terms) -> terms.stream().map(t -> value(t, x, y)).reduce(Rational.ZERO, Rational::plus);
            case Product(var factors) ->
                factors.stream().map(f -> value(f, x, y)).reduce(Rational.ONE, Rational::times);
            case Power(var base, Number(var exponent, var _)) ->
                value(base, x, y).pow(exponent.intValue());
            default -> throw new AssertionError(expression);
        };
    }

    private static Rational value(CanonicalForm form, Polynomial polynomial, Rational x, Rational y) {
        int atX = form.algebra.generators.unknown("x");
        int atY = form.algebra.generators.unknown("y");
        return polynomial.terms().entrySet().stream()
                .map(term -> term.getValue()
                        .times(x.pow(term.getKey().exponentOf(atX).intValue()))
                        .times(y.pow(term.getKey().exponentOf(atY).intValue())))
                .reduce(Rational.ZERO, Rational::plus);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_polynomial_has_the_values_of_the_expression_that_it_comes_from(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var expression = random(random, 3);
            var form = new CanonicalForm(new Budget());
            var polynomial = form.of(expression).dividend();
            var x = Rational.of(random.nextInt(-9, 10), random.nextInt(1, 6));
            var y = Rational.of(random.nextInt(1, 10), random.nextInt(1, 6));
            assertEquals(value(expression, x, y), value(form, polynomial, x, y), expression.toString());
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "\\sqrt{12}+\\sqrt{27} ; 5\\sqrt3",
                "\\sqrt{5+2\\sqrt6} ; \\sqrt2+\\sqrt3",
                "\\sqrt{7-4\\sqrt3} ; 2-\\sqrt3",
                "\\frac{1}{\\sqrt3-\\sqrt2} ; \\sqrt3+\\sqrt2",
                "(\\sqrt2+\\sqrt3)^4 ; 49+20\\sqrt6",
                "\\sqrt[6]{8} ; \\sqrt2",
                "\\sqrt[3]{2}\\sqrt[3]{4} ; 2",
                "i^{2027} ; -i",
                "\\sin\\frac{7\\pi}{6} ; -\\frac12",
                "\\cos 36^\\circ ; \\frac{1+\\sqrt5}{4}",
                "\\ln 12 ; 2\\ln 2+\\ln 3",
                "8^{x} ; 2^{3x}",
                "\\tan^2 x + 1 ; \\sec^2 x",
            })
    void equal_values_have_one_form(String one, String other) {
        var form = new CanonicalForm(new Budget());
        var difference = form.of(read(one))
                .plus(form.of(read(other)).negate(), form.algebra)
                .dividend();
        assertTrue(form.algebra.cleared(difference).isZero());
    }

    private static Expression read(String text) {
        return ((Read) AnswerParser.read(text)).expression();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "\\sqrt2+\\sqrt3 ; \\sqrt5",
                "\\sqrt2+\\sqrt3 ; 3.1462643699419723423",
                "\\sqrt[3]{2} ; \\sqrt2",
                "x^2 ; x^3",
                "x+i ; x-i",
                "\\pi ; 22/7",
            })
    void other_values_are_proven_different(String one, String other) {
        assertEquals(Identity.Finding.DIFFERENT, new Identity(new Budget()).decide(read(one), read(other)));
    }
}
