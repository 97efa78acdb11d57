package mathesis.rollout.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mathesis.rollout.problems.DefectPolicy.Stop;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemGeneratorTest {
    private static final ProblemMix ALL_RIGHT = ProblemMix.DEFAULT.withMistakes(MistakeRates.NONE);

    @Test
    void a_problem_is_a_pure_function_of_seed_split_and_index() {
        var generator = new ProblemGenerator(7, Split.TRAIN);
        var inOrder = generator.problems(0, 50).toList();
        for (int i = 49; i >= 0; i--) {
            assertEquals(inOrder.get(i), new ProblemGenerator(7, Split.TRAIN).problem(i));
        }
        assertNotEquals(
                inOrder, new ProblemGenerator(8, Split.TRAIN).problems(0, 50).toList());
    }

    @Test
    void no_question_of_100_000_is_in_both_splits_even_across_seeds() {
        var train = questions(new ProblemGenerator(1, Split.TRAIN), 100_000);
        var heldOut = questions(new ProblemGenerator(2, Split.HELD_OUT), 20_000);
        assertTrue(train.size() > 95_000, "distinct questions: " + train.size());
        assertTrue(heldOut.stream().noneMatch(train::contains));
    }

    @ParameterizedTest
    @EnumSource
    void right_solutions_are_true_and_texts_keep_to_the_alphabet_and_the_lengths(Split split) {
        var alphabet = ProblemGenerator.alphabet();
        assertTrue(alphabet.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'), alphabet);
        new ProblemGenerator(3, split).problems(0, 20_000).forEach(worked -> {
            var texts = worked.problem().question() + worked.solution();
            assertTrue(texts.chars().allMatch(c -> alphabet.indexOf(c) >= 0), texts);
            assertTrue(worked.problem().question().length() <= 120, texts);
            assertTrue(worked.solution().length() <= 40, texts);
            assertEquals(
                    worked.solutionRight(),
                    finalAnswer(worked).equals(worked.problem().answer()),
                    texts);
        });
        new ProblemGenerator(3, split, ALL_RIGHT).problems(0, 20_000).forEach(worked -> {
            assertTrue(worked.solutionRight());
            assertTrue(worked.solution().lines().limit(steps(worked)).allMatch(ProblemGeneratorTest::isTrue));
        });
    }

    @Test
    void mistakes_change_solutions_but_never_questions_or_answers() {
        var wrong = new ProblemGenerator(4, Split.TRAIN).problems(0, 2000).toList();
        var right = new ProblemGenerator(4, Split.TRAIN, ALL_RIGHT)
                .problems(0, 2000)
                .toList();
        for (int i = 0; i < wrong.size(); i++) {
            assertEquals(right.get(i).problem(), wrong.get(i).problem());
            assertEquals(
                    wrong.get(i).solutionRight(),
                    wrong.get(i).solution().equals(right.get(i).solution()));
        }
    }

    @Test
    void a_wrong_solution_goes_on_from_its_wrong_value_and_repeats_it() {
        new ProblemGenerator(5, Split.TRAIN)
                .problems(0, 5000)
                .filter(p -> !p.solutionRight())
                .forEach(worked -> {
                    var lines = worked.solution().lines().toList();
                    var lastStep = lines.get(lines.size() - 2);
                    assertEquals(lastStep.substring(lastStep.indexOf('=') + 1), finalAnswer(worked), worked.solution());
                    assertTrue(lines.stream()
                                    .limit(lines.size() - 1)
                                    .filter(line -> !isTrue(line))
                                    .count()
                            <= 1);
                });
    }

    @Test
    void about_half_of_the_solutions_are_wrong_by_default() {
        long wrong = new ProblemGenerator(6, Split.TRAIN)
                .problems(0, 20_000)
                .filter(p -> !p.solutionRight())
                .count();
        assertEquals(0.45, wrong / 20_000.0, 0.02);
    }

    @ParameterizedTest(name = "a misconception of {0} misleads that share of the texts")
    @ValueSource(doubles = {0, 0.25, 0.9, 1})
    void the_misconception_of_a_family_strikes_at_its_rate(double rate) {
        var rates = MistakeRates.NONE.withMisconception(Family.DIFFERENCE, rate);
        var mix = new ProblemMix(1, 0, 0, rates);
        var asked = new ProblemGenerator(8, Split.TRAIN, mix)
                .problems(0, 20_000)
                .collect(Collectors.partitioningBy(p -> p.problem().question().contains("How many more does")));
        long misled =
                asked.get(true).stream().filter(p -> p.solution().contains("+")).count();
        assertEquals(rate, (double) misled / asked.get(true).size(), 0.04);
        assertTrue(asked.get(false).stream().allMatch(WorkedProblem::solutionRight));
    }

    @Test
    void a_forgotten_last_step_ends_with_the_result_before_it() {
        var rates = MistakeRates.NONE.withMisconception(Family.LAST_STEP, 1);
        var worked = new ProblemGenerator(9, Split.TRAIN, new ProblemMix(0, 1, 0, rates))
                .problems(0, 1000)
                .filter(p -> p.problem().question().endsWith("have together?"))
                .toList();
        assertFalse(worked.isEmpty());
        assertTrue(worked.stream()
                .allMatch(p -> !p.solutionRight()
                        && steps(p) == 1
                        && isTrue(p.solution().lines().findFirst().orElseThrow())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void every_number_of_operations_has_at_least_12_patterns_half_of_them_misleading(int steps) {
        var patterns = Pattern.ofSteps(steps);
        assertTrue(patterns.size() >= 12);
        double misleading =
                patterns.stream().filter(p -> p.misconception().isPresent()).count();
        assertEquals(0.5, misleading / patterns.size(), 0.11);
        assertEquals(
                patterns.size(), patterns.stream().map(Pattern::text).distinct().count());
    }

    @Test
    void every_blank_of_every_pattern_has_a_word() {
        var words = Words.draw(Draws.keyedBy(1));
        for (var pattern : Pattern.ALL) {
            var blanks = new HashSet<>(List.of(
                    pattern.text().replaceAll("[^{]*\\{([^}]*)}[^{]*", "$1 ").split(" ")));
            blanks.removeIf(blank -> words.containsKey(blank)
                    || Map.of("a", 1, "b", 2, "c", 3, "d", 4).containsKey(blank));
            assertTrue(blanks.isEmpty(), pattern.text() + " " + blanks);
        }
    }

    @Test
    void a_written_file_reads_back_as_a_problem_set(@TempDir Path folder) throws IOException {
        var file = folder.resolve("generated.jsonl");
        var worked = new ProblemGenerator(10, Split.HELD_OUT).problems(5, 20).toList();
        WorkedProblem.write(file, worked.stream());
        assertEquals(
                worked.stream().map(WorkedProblem::problem).toList(),
                ProblemSet.read(file, new Stop()).problems());
    }

    private static HashSet<String> questions(ProblemGenerator generator, int count) {
        var questions = new HashSet<String>();
        generator
                .problems(0, count)
                .forEach(worked -> questions.add(worked.problem().question()));
        return questions;
    }

    private static long steps(WorkedProblem worked) {
        return worked.solution().lines().count() - 1;
    }

    private static String finalAnswer(WorkedProblem worked) {
        return worked.solution().substring(worked.solution().lastIndexOf("#### ") + 5);
    }

    /// Whether a step such as `12+7=19` holds.
    private static boolean isTrue(String step) {
        var numbers = step.split("[-+*/=]");
        int left = Integer.parseInt(numbers[0]);
        int right = Integer.parseInt(numbers[1]);
        int result = Integer.parseInt(numbers[2]);
        return switch (step.charAt(numbers[0].length())) {
            case '+' -> left + right == result;
            case '-' -> left - right == result;
            case '*' -> left * right == result;
            default -> right * result == left;
        };
    }
}
