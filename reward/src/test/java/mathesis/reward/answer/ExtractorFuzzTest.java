package mathesis.reward.answer;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Random, mutated and hostile texts against every rule: nothing is thrown, and the characters that are looked at grow
/// no faster than the text.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExtractorFuzzTest {
    private static final List<String> PIECES = List.of(
            "\\boxed{",
            "\\boxed",
            "\\fbox ",
            "\\frac{",
            "\\frac12",
            "\\text{",
            "\\textbf{(",
            "\\begin{align*}",
            "\\end{align*}",
            "\\(",
            "\\)",
            "\\[",
            "\\]",
            "$",
            "$$",
            "\\$",
            "\\",
            "\\\\",
            "{",
            "}",
            "{,}",
            "(",
            ")",
            "[",
            "]",
            "&",
            "=",
            "\\approx",
            "####",
            "\n",
            " ",
            "The answer is ",
            "final answer",
            "Final Answer: ",
            "**Answer**",
            "answer",
            ". I hope it is correct.",
            "choice",
            "option B",
            "(C)",
            "A",
            "\u7b54\u6848\u662f",
            "\u7b54\u6848\uff1a",
            "\u3002",
            "r\u00e9ponse est",
            "```output",
            "```",
            "</think>",
            "<think>",
            "0",
            "7",
            "12",
            "1,234",
            "3.5",
            ".5",
            "^2",
            "^{-3}",
            "10^",
            "e3",
            "\\times",
            "%",
            " percent",
            "-",
            "\u2212",
            "+",
            "/",
            ",",
            ".",
            ":",
            ";",
            "and",
            "or",
            "is",
            "x",
            "**",
            "\"",
            "'",
            "\ud835",
            "\udfd9",
            "\u0000",
            "\u200b",
            "\t");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void no_text_makes_any_rule_fail(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 4_000; i++) {
            var text = text(random, 1 + random.nextInt(40));
            for (var rule : Rule.values()) {
                assertNotNull(rule.find(text), () -> rule + ": " + text);
            }
            assertNotNull(AnswerExtractor.gold(text));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void no_damage_to_a_real_solution_makes_any_rule_fail(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var solution = "We have \\begin{align*} x &= \\frac{1}{2}+3 \\\\ &= 3.5 \\end{align*} so $x = 3.5$ or $7/2$.\n"
                + "Thus \\boxed{\\dfrac{7}{2}} and \\boxed{3.5}. The answer is (C) because $2+1.5=3.5$.\n#### 3.5\n"
                + "Final Answer: The final answer is $\\frac{7}{2}$. I hope it is correct. \u7b54\u6848\u662f 3.5\u3002";
        for (int i = 0; i < 10_000; i++) {
            var damaged = new StringBuilder(solution);
            for (int changes = random.nextInt(1, 12); changes > 0; changes--) {
                damage(random, damaged);
            }
            for (var rule : Rule.values()) {
                assertNotNull(rule.find(damaged.toString()), () -> rule + ": " + damaged);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Rule.class)
    void twice_the_text_takes_about_twice_the_looks(Rule rule) {
        for (var piece : PIECES) {
            for (var other : List.of("", "{", "answer is ", "\n", "1")) {
                long once = looks(rule, (piece + other).repeat(2_000));
                long twice = looks(rule, (piece + other).repeat(4_000));
                assertTrue(
                        twice <= 2.2 * once + 100_000,
                        () -> rule + " looks " + once + " and " + twice + " times at " + piece + other);
            }
        }
    }

    private static long looks(Rule rule, String text) {
        var counting = new CountingText(text, new long[1]);
        rule.find(counting);
        return counting.looks[0];
    }

    /// Counts the characters that are read of it and of its parts.
    private record CountingText(String text, long... looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks[0]++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks[0] += end - start;
            return new CountingText(text.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static void damage(RandomGenerator random, StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            case 2 -> text.setCharAt(at, (char) random.nextInt(0x3000));
            default -> text.setLength(Math.max(20, at));
        }
    }

    private static String text(RandomGenerator random, int pieces) {
        var chosen = new String[pieces];
        Arrays.setAll(chosen, _ -> PIECES.get(random.nextInt(PIECES.size())));
        return String.join("", chosen);
    }
}
