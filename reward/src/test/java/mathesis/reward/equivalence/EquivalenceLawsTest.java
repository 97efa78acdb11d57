package mathesis.reward.equivalence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import mathesis.reward.equivalence.Verdict.Kind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rewriting that keeps a value keeps EQUAL, and changing a number makes DIFFERENT, both ways round.
@DisplayNameGeneration(ReplaceUnderscores.class)
class EquivalenceLawsTest {
    private static final int ROUNDS = 400;
    private static final Equivalence PLAIN = new Equivalence(EquivalencePolicy.DEFAULT);

    private static void assertBoth(Kind kind, String one, String other) {
        assertEquals(kind, PLAIN.compare(one, other).kind(), one + "  <-  " + other);
        assertEquals(kind, PLAIN.compare(other, one).kind(), other + "  <-  " + one);
    }

    /// A polynomial in x by its coefficients, its terms in some order.
    private static String polynomial(Random random, int[] coefficients) {
        var terms = new ArrayList<String>();
        for (int power = 0; power < coefficients.length; power++) {
            if (coefficients[power] != 0) {
                terms.add(term(random, coefficients[power], power));
            }
        }
        Collections.shuffle(terms, random);
        var text = terms.isEmpty() ? "0" : String.join("+", terms);
        return text.replace("+-", "-");
    }

    private static String term(Random random, int coefficient, int power) {
        var times = List.of("", " \\cdot ", "*").get(random.nextInt(3));
        var raised = power == 1 ? "x" : random.nextBoolean() ? "x^" + power : "x^{" + power + "}";
        return power == 0 ? String.valueOf(coefficient) : coefficient + times + raised;
    }

    private static int[] times(int[] a, int[] b) {
        var product = new int[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                product[i + j] += a[i] * b[j];
            }
        }
        return product;
    }

    private static int[] coefficients(Random random, int degree) {
        var coefficients = random.ints(degree + 1, -9, 10).toArray();
        coefficients[degree] = 1 + random.nextInt(9);
        return coefficients;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_product_expanded_and_reordered_is_equal_and_with_another_coefficient_different(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var a = coefficients(random, 1 + random.nextInt(2));
            var b = coefficients(random, 1 + random.nextInt(2));
            var expanded = times(a, b);
            var factored = "(" + polynomial(random, a) + ")\\left(" + polynomial(random, b) + "\\right)";
            assertBoth(Kind.EQUAL, factored, polynomial(random, expanded));
            expanded[random.nextInt(expanded.length)] += 1 + random.nextInt(5);
            assertBoth(Kind.DIFFERENT, factored, polynomial(random, expanded));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void fractions_over_a_common_denominator_are_equal_to_their_sum(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            int a = 1 + random.nextInt(9);
            int b = 10 + random.nextInt(9);
            int p = 1 + random.nextInt(20);
            int q = 1 + random.nextInt(20);
            var sum = "\\frac{" + p + "}{x+" + a + "} + \\dfrac{" + q + "}{x+" + b + "}";
            var one = "\\frac{" + (p + q) + "x + " + (p * b + q * a) + "}{(x+" + a + ")(x+" + b + ")}";
            var wrong = "\\frac{" + (p + q) + "x + " + (p * b + q * a + 1) + "}{(x+" + a + ")(x+" + b + ")}";
            assertBoth(Kind.EQUAL, sum, one);
            assertBoth(Kind.DIFFERENT, sum, wrong);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void square_roots_are_equal_in_any_form_and_different_with_another_radicand(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            int k = 1 + random.nextInt(12);
            int n = 2 + random.nextInt(50);
            int m = 1 + random.nextInt(20);
            var one = k + "\\sqrt{" + n + "}+" + m;
            assertBoth(Kind.EQUAL, one, m + " + \\sqrt{" + k * k * n + "}");
            assertBoth(Kind.EQUAL, one, "\\frac{" + k * n + "}{\\sqrt{" + n + "}} + " + m);
            assertBoth(Kind.DIFFERENT, one, m + " + \\sqrt{" + (k * k * n + 1) + "}");
            assertBoth(Kind.DIFFERENT, one, (m + 1) + " + \\sqrt{" + k * k * n + "}");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {10, 11})
    void sets_are_equal_in_any_order_and_points_only_in_theirs(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var numbers = random.ints(0, 100).distinct().limit(4).boxed().collect(Collectors.toList());
            var one = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
            var reversed = numbers.reversed().stream()
                    .map(n -> "\\frac{" + 2 * n + "}{2}")
                    .collect(Collectors.joining(","));
            assertBoth(Kind.EQUAL, "\\{" + one + "\\}", "\\left\\{" + reversed + "\\right\\}");
            assertBoth(Kind.DIFFERENT, "(" + one + ")", "(" + reversed + ")");
            assertBoth(Kind.DIFFERENT, "\\{" + one + ", 101\\}", "\\{" + reversed + ", 102\\}");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {12, 13})
    void equations_are_equal_up_to_a_factor_and_inequalities_up_to_a_positive_one(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            int a = 1 + random.nextInt(9);
            int b = 1 + random.nextInt(9);
            int c = 1 + random.nextInt(9);
            int f = 2 + random.nextInt(5);
            var sides = a + "x + " + b + "y = " + c;
            assertBoth(Kind.EQUAL, sides, -f * a + "x - " + f * b + "y + " + f * c + " = 0");
            assertNotEquals(
                    Kind.EQUAL,
                    PLAIN.compare(sides, f * a + "x + " + f * b + "y = " + (f * c + 1))
                            .kind());
            assertBoth(Kind.EQUAL, a + "x < " + b, f * b + " > " + f * a + "x");
            assertBoth(Kind.EQUAL, a + "x < " + b, -f * a + "x > " + -f * b);
            assertBoth(Kind.DIFFERENT, a + "x < " + b, a + "x > " + b);
            assertBoth(Kind.DIFFERENT, a + "x < " + b, a + "x \\le " + b);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "\\sin(2A) ;; 2\\sin A\\cos A",
                "\\sin(A+B) ;; \\sin A \\cos B + \\cos A \\sin B",
                "\\cos(A-B) ;; \\cos A\\cos B + \\sin A\\sin B",
                "e^{A+B} ;; e^A e^B",
                "\\frac{A^3-B^3}{A-B} ;; A^2+AB+B^2",
                "\\tan(2A) ;; \\frac{2\\tan A}{1-\\tan^2 A}",
                "\\cosh^2 A - \\sinh^2 A ;; 1",
                "\\frac{1}{\\sec A} ;; \\cos A",
                "|A||B| ;; |AB|",
                "\\sin 3A ;; 3\\sin A - 4\\sin^3 A"
            })
    void identities_hold_for_any_names_and_fail_when_a_number_is_added(String identity) {
        for (var names : List.of(List.of("x", "y"), List.of("a", "b"), List.of("\\theta", "\\alpha"))) {
            var text = identity.replaceAll("(?<![a-z\\\\])A", Matcher.quoteReplacement(names.getFirst() + " "))
                    .replaceAll("(?<![a-z\\\\])B", Matcher.quoteReplacement(names.getLast() + " "));
            var sides = text.split(" ;; ");
            assertBoth(Kind.EQUAL, sides[0], sides[1]);
            assertBoth(Kind.DIFFERENT, sides[0], sides[1] + "+ 10^{-9}");
        }
    }
}
