package mathesis.bench.grade;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The worked solutions of GSM8K with endings of our own: right or wrong numbers in the ways in which models state
/// them. Whether one is right is known by a plain comparison of the numbers before they are written out.
///
/// @param problems id, worked solution without its ending, and final number
record Gsm8kSolutions(List<Problem> problems) {
    /// A problem with its reference solution.
    record Problem(String id, String solution, String answer) {}

    /// A solution with an ending.
    record Variant(String id, String gold, String text, boolean right) {}

    private static final int PER_PROBLEM = 8;

    static Gsm8kSolutions read(Path file) throws IOException {
        return new Gsm8kSolutions(JsonProblems.read(file));
    }

    /// Several endings of every solution, about half of them wrong.
    List<Variant> variants(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var variants = new ArrayList<Variant>();
        for (var problem : problems) {
            var gold = new BigDecimal(problem.answer);
            for (int i = 0; i < PER_PROBLEM; i++) {
                var stated = random.nextBoolean() ? gold : other(random, gold);
                variants.add(new Variant(
                        problem.id + "/" + i,
                        problem.answer,
                        problem.solution + ending(random, stated),
                        stated.compareTo(gold) == 0));
            }
        }
        return variants;
    }

    /// Another number that a careless grader could take for the right one.
    private static BigDecimal other(RandomGenerator random, BigDecimal gold) {
        return switch (random.nextInt(6)) {
            case 0 -> gold.negate();
            case 1 -> gold.movePointRight(2);
            case 2 -> gold.movePointLeft(1);
            case 3 -> gold.add(BigDecimal.ONE);
            case 4 -> gold.add(new BigDecimal("0.5"));
            default -> new BigDecimal(gold.toPlainString() + (gold.scale() > 0 ? "" : random.nextInt(10)));
        };
    }

    private static String ending(RandomGenerator random, BigDecimal stated) {
        var number = spelled(random, stated);
        return switch (random.nextInt(7)) {
            case 0 -> "\n#### " + number;
            case 1 -> "\nThe answer is " + number + ".";
            case 2 -> "\nSo the answer is $\\boxed{" + number + "}$.";
            case 3 -> "\n**Final answer:** " + number;
            case 4 -> "\nTherefore it comes to " + number + ".";
            case 5 -> "\nFinal Answer: The final answer is $" + number + "$. I hope it is correct.";
            default -> "\nThe answer is: $" + number;
        };
    }

    private static String spelled(RandomGenerator random, BigDecimal value) {
        var plain = value.toPlainString();
        return switch (random.nextInt(3)) {
            case 0 -> plain + (plain.indexOf('.') < 0 ? ".00" : "0");
            case 1 -> String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
            default -> plain;
        };
    }
}
