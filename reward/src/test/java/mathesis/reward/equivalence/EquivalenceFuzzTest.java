package mathesis.reward.equivalence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import mathesis.reward.equivalence.Verdict.Kind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A million comparisons of random signs and of mutated answers: none may throw, and what is beyond the budget is
/// undecided. `-Dmathesis.fuzz.rounds=N` makes each of the four runs longer.
@DisplayNameGeneration(ReplaceUnderscores.class)
class EquivalenceFuzzTest {
    private static final int ROUNDS = Integer.getInteger("mathesis.fuzz.rounds", 250_000);
    private static final List<String> SIGNS = List.of(
            ("\\frac { } {1} {2} ( ) [ ] \\{ \\} \\left \\right \\right. | || 1 2 3 12 0.5 1,234 {,} x y z n a i e \\pi"
                            + " \\infty + - * / ^ ^2 ^{ _ _{ ! !!! = < \\le > \\ge \\ne \\approx \\in \\cup \\cap"
                            + " \\setminus \\pm \\mp , ; and or \\\\ & \\begin{pmatrix} \\end{pmatrix} \\begin{vmatrix}"
                            + " \\end{vmatrix} \\begin{cases} \\end{cases} \\sqrt \\sqrt[3] \\sqrt{ \\sin \\cos \\tan"
                            + " \\ln \\log_2 \\log \\exp \\arcsin \\arctan \\binom \\binom{ \\lfloor \\rfloor \\text{"
                            + " \\text{cm} \\mathrm{ \\overline{ ^\\circ % \\% $ \\$ \\, \\! \\cdot \\times \\mathbb{R}"
                            + " \\emptyset gcd( lcm( \\bmod : 12:00 204_5 999999 10^{ 9^9^9 sqrt words apples cm ' f("
                            + " e5 1e400 1e-7 \\boxed{ \\quad \\quadx \\zzz ... \\ldots \\int . \u00b0 \u00d7 \u00f7"
                            + " \u2212 \u221a \u00bd \u00b2 \u221e \u03c0 \u2264 \u4e2d \ud835 \u0000 \"")
                    .split(" "));

    private final Equivalence equivalence =
            new Equivalence(EquivalencePolicy.MATH_VERIFY.withSetRelations(true).withDecimalAnswers(true));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void no_pair_of_texts_makes_a_comparison_fail(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var known = AnswerPairsTest.pairs()
                .flatMap(p -> java.util.stream.Stream.of(p.gold(), p.answer()))
                .toList();
        for (int i = 0; i < ROUNDS; i++) {
            var gold = random.nextBoolean() ? mutated(random, known.get(random.nextInt(known.size()))) : signs(random);
            var answer = random.nextInt(3) == 0 ? signs(random) : mutated(random, gold);
            try {
                assertNotEquals(
                        Kind.NO_ANSWER, equivalence.compare(gold, answer).kind());
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(gold + "  <-  " + answer, e);
            }
        }
    }

    private static String signs(SplittableRandom random) {
        int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 120 : 14);
        return random.ints(length, 0, SIGNS.size())
                .mapToObj(i -> (random.nextInt(6) == 0 ? " " : "") + SIGNS.get(i))
                .collect(Collectors.joining());
    }

    private static String mutated(SplittableRandom random, String text) {
        var out = new StringBuilder(text);
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(out.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> out.insert(at, SIGNS.get(random.nextInt(SIGNS.size())));
                case 1 -> out.delete(at, Math.min(out.length(), at + 1));
                case 2 ->
                    out.replace(at, Math.min(out.length(), at + 1), String.valueOf((char) random.nextInt(32, 127)));
                default -> out.insert(at, out.substring(at, at + random.nextInt(Math.min(40, out.length() - at) + 1)));
            }
        }
        return out.toString();
    }

    /// Nesting, towers and repetition to the limit of length.
    static List<String> monsters() {
        var monsters = new ArrayList<String>();
        for (var piece : List.of(
                "(",
                "{",
                "[",
                "-",
                "|",
                "\\sqrt{",
                "\\frac{1}{",
                "x^",
                "2^",
                "9^{",
                "!",
                "\\sin",
                "\\text{",
                "1/",
                "1+",
                "x,",
                "\\pm",
                "(x+1)",
                "(x+y+z+1)",
                "\\cup[1,2]",
                "x=",
                "<x",
                "_",
                "a_{",
                "\\begin{pmatrix}",
                "1&",
                "\\left(",
                "'",
                "\\overline{",
                "5!",
                "3^{\\pi}",
                "\\lfloor",
                "(1,")) {
            monsters.add(piece.repeat(990 / piece.length()));
            monsters.add("7" + piece.repeat(980 / piece.length()) + "3");
        }
        monsters.add("(".repeat(40) + "x" + ")".repeat(40));
        monsters.add("(x+y+z+w+v)^{64}");
        monsters.add("(((x+1)^{60})^{60})^{60}");
        monsters.add("2^{2^{2^{2^{2^{2^{2}}}}}}");
        monsters.add("10^{999999999}");
        monsters.add("1000000000!");
        monsters.add("((500!)!)!");
        monsters.add("\\binom{10^9}{5\\cdot10^8}");
        monsters.add("\\sqrt[99]{" + "7".repeat(400) + "}");
        monsters.add("\\sin(10^{390})");
        monsters.add("e^{e^{e^{e^{e}}}}");
        monsters.add("\\{" + "\\sqrt2,".repeat(120) + "1\\}");
        return monsters;
    }

    @Test
    void monsters_are_refused_and_never_computed() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> { // an endless loop, not slowness, is what this stops
                    var monsters = monsters();
                    for (int i = 0; i < monsters.size(); i++) {
                        assertEquals(
                                Kind.EQUAL,
                                equivalence
                                        .compare(monsters.get(i), monsters.get(i))
                                        .kind());
                        assertNotEquals(
                                Kind.EQUAL,
                                equivalence
                                        .compare(monsters.get(i), monsters.get(i) + "+1")
                                        .kind());
                        equivalence.compare(monsters.get(i), monsters.get((i + 1) % monsters.size()));
                    }
                });
    }
}
