package mathesis.reward.equivalence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import mathesis.reward.equivalence.Verdict.Kind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of awkward pairs in `pairs.txt`, which says in its head what its signs mean.
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswerPairsTest {
    private static final Equivalence PLAIN = new Equivalence(EquivalencePolicy.DEFAULT);

    record Pair(String sign, String gold, String answer) {}

    static Stream<Pair> pairs() throws IOException {
        try (var in = AnswerPairsTest.class.getResourceAsStream("pairs.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(" ;; "))
                            .map(parts -> new Pair(parts[0].strip(), parts[1].strip(), parts[2].strip()))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void are_judged_as_the_table_says(Pair pair) {
        var there = PLAIN.compare(pair.gold(), pair.answer()).kind();
        var back = PLAIN.compare(pair.answer(), pair.gold()).kind();
        switch (pair.sign()) {
            case "=" -> assertEquals(Kind.EQUAL, there == Kind.EQUAL ? back : there);
            case ">" -> {
                assertEquals(Kind.EQUAL, there);
                assertNotEquals(Kind.EQUAL, back);
            }
            case "!" -> assertEquals(Kind.DIFFERENT, there == Kind.DIFFERENT ? back : there);
            case "?" -> {
                assertNotEquals(Kind.EQUAL, there);
                assertNotEquals(Kind.EQUAL, back);
            }
            default -> throw new AssertionError("unknown sign in " + pair);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void every_answer_equals_itself(Pair pair) {
        assertEquals(Kind.EQUAL, PLAIN.compare(pair.gold(), pair.gold()).kind());
        assertEquals(
                Kind.EQUAL,
                PLAIN.compare(pair.answer(), "$ " + pair.answer() + " $").kind());
    }

    private static void assertPolicy(boolean equal, EquivalencePolicy policy, String gold, String answer) {
        assertEquals(equal, new Equivalence(policy).compare(gold, answer).kind() == Kind.EQUAL, gold + " <- " + answer);
    }

    @Test
    void an_inequality_answers_an_interval_only_where_the_policy_says_so() {
        var policy = EquivalencePolicy.DEFAULT;
        assertPolicy(false, policy, "x \\in [-2,7]", "-2 \\le x \\le 7");
        assertPolicy(true, policy.withSetRelations(true), "x \\in [-2,7]", "-2 \\le x \\le 7");
        assertPolicy(true, policy.withSetRelations(true), "[-2,7]", "-2 \\le x \\le 7");
        assertPolicy(false, policy.withSetRelations(true), "[-2,7)", "-2 \\le x \\le 7");
        assertPolicy(false, policy.withSetRelations(true), "x \\in [-2,7]", "-2 \\le y \\le 7");
    }

    @Test
    void a_precision_rounds_decimals_on_either_side() {
        var two = EquivalencePolicy.DEFAULT.withPrecision(2);
        assertPolicy(true, two, "(\\frac{3}{5},\\frac{8}{3}]", "(0.6,2.6667]");
        assertPolicy(true, two, "1/3", "0.33");
        assertPolicy(false, two, "1/3", "0.34");
        assertPolicy(false, two, "1/300", "0");
        assertPolicy(false, EquivalencePolicy.DEFAULT.withPrecision(6), "\\sqrt2", "1.4142");
        assertPolicy(true, EquivalencePolicy.DEFAULT.withPrecision(6), "\\sqrt2", "1.4142136");
    }

    @Test
    void decimals_for_exact_references_are_an_option() {
        var policy = EquivalencePolicy.DEFAULT;
        assertPolicy(false, policy, "1/3", "0.333");
        assertPolicy(true, policy.withDecimalAnswers(true), "1/3", "0.333");
        assertPolicy(false, policy.withDecimalAnswers(true), "1/3", "0.33");
        assertPolicy(false, policy.withDecimalAnswers(true), "1/3", "0.334");
        assertPolicy(false, policy.withDecimalAnswers(true), "1/8", "0.12");
    }

    @Test
    void order_and_brackets_and_names_and_terms_are_options() {
        var policy = EquivalencePolicy.DEFAULT;
        assertPolicy(false, policy, "1, 2", "2, 1");
        assertPolicy(true, policy.withOrderedLists(false), "1, 2", "2, 1");
        assertPolicy(false, policy, "(2,1)", "(1,2)");
        assertPolicy(true, policy.withTuplesAsSets(true), "(2,1)", "(1,2)");
        assertPolicy(false, policy, "[0,1]", "(0,1)");
        assertPolicy(true, policy.withStrictBrackets(false), "[0,1]", "(0,1)");
        assertPolicy(false, policy, "x = \\sqrt2", "y = \\sqrt2");
        assertPolicy(true, policy.withStrictVariables(false), "x = \\sqrt2", "y = \\sqrt2");
        assertPolicy(true, policy, "1/2", "2/4");
        assertPolicy(false, policy.withUnreducedFractions(false), "\\frac{\\pi}{2}", "\\frac{2\\pi}{4}");
    }
}
