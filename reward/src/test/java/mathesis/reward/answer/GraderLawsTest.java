package mathesis.reward.answer;

import static mathesis.reward.equivalence.Verdict.Kind.DIFFERENT;
import static mathesis.reward.equivalence.Verdict.Kind.EQUAL;
import static mathesis.reward.equivalence.Verdict.Kind.UNPARSEABLE_GOLD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mathesis.reward.Grade.Failed;
import mathesis.reward.equivalence.Equivalence;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.equivalence.PercentPolicy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Laws that hold for any text, tried on pieces of mathematics strung together at random.
@DisplayNameGeneration(ReplaceUnderscores.class)
class GraderLawsTest {
    private static final List<String> PIECES = List.of(
            "\\boxed{",
            "\\fbox",
            "\\frac",
            "\\dfrac{",
            "\\text{",
            "\\left(",
            "\\right)",
            "\\!",
            "\\,",
            "\\%",
            "\\$",
            "\\",
            "{",
            "}",
            "$",
            "(",
            ")",
            "####",
            "\n",
            " ",
            "The answer is ",
            "final answer: ",
            "Answer",
            "</think>",
            "0",
            "1",
            "7",
            "12",
            "1,234",
            "{,}",
            "3.5",
            ".",
            ",",
            "-",
            "+",
            "/",
            "*",
            "^",
            "^2",
            "%",
            " percent",
            "e",
            "e3",
            "x",
            "x = ",
            "\\times 10^",
            "10^{-3}",
            " apples",
            " million",
            " m",
            "m\u00b2",
            "\u2212",
            "\u9897",
            "**",
            "\u20ac",
            "\ud835");
    private static final int ROUNDS = 5_000;

    private final Equivalence equivalence = new Equivalence(new EquivalencePolicy(PercentPolicy.ONE_HUNDREDTH));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_text_makes_grading_fail(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var grader = new AnswerGrader(new GradingPolicy(
                random.nextBoolean() ? ExtractionPolicy.DEFAULT.after("</think>") : ExtractionPolicy.DEFAULT,
                EquivalencePolicy.DEFAULT));
        for (int i = 0; i < ROUNDS; i++) {
            var gold = text(random, 8);
            var solution = text(random, 30);
            assertFalse(grader.grade(gold, solution) instanceof Failed, () -> gold + " <- " + solution);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void every_usable_answer_equals_itself_whatever_space_is_round_it(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var answer = text(random, 8);
            var verdict = equivalence.compare(answer, answer).kind();
            assertTrue(verdict == EQUAL || verdict == UNPARSEABLE_GOLD, answer);
            assertEquals(
                    verdict, equivalence.compare(answer, "  " + answer + "\n").kind(), answer);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void a_changed_number_is_never_equal(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < ROUNDS; i++) {
            long top = random.nextLong(-99_999, 100_000);
            long bottom = random.nextLong(1, 1000);
            long other = top + random.nextLong(1, 50);
            assertEquals(
                    DIFFERENT,
                    equivalence
                            .compare(spelled(random, top, bottom), spelled(random, other, bottom))
                            .kind());
            assertEquals(
                    EQUAL,
                    equivalence
                            .compare(spelled(random, top, bottom), spelled(random, top, bottom))
                            .kind());
        }
    }

    private static String spelled(RandomGenerator random, long top, long bottom) {
        long factor = random.nextLong(1, 20);
        return switch (random.nextInt(5)) {
            case 0 -> top + "/" + bottom;
            case 1 -> "$\\dfrac{" + top * factor + "}{" + bottom * factor + "}$";
            case 2 -> (top < 0 ? "\u2212" : "") + Math.abs(top) * 10 + "/" + bottom * 10 + " apples.";
            case 3 -> "x = " + top + ".0/" + bottom;
            default -> String.format("%,d", top) + "/" + bottom;
        };
    }

    private static String text(RandomGenerator random, int longest) {
        var text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
