package mathesis.rollout.problems;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mathesis.rollout.Problem;

/// Makes short word problems of one to three operations, with worked solutions of which a chosen share is wrong.
///
/// Every number and every right result lies in 1..99 and every factor and divisor in 2..9, so that a small model can
/// learn
/// them; wrong results stay within 0..999. Safe for any number of threads: problem i is a pure function of (seed,
/// split, mix, i), and mistakes change solutions only, never questions or answers.
public final class ProblemGenerator {
    private static final int LARGEST_NUMBER = 99;
    private static final int LARGEST_FACTOR = 9;
    private static final int MOST_TRIES = 100_000;
    private static final List<List<Pattern>> PATTERNS =
            IntStream.rangeClosed(1, 3).mapToObj(Pattern::ofSteps).toList();

    private final long seed;
    private final Split split;
    private final ProblemMix mix;

    /// A generator of the default mix.
    public ProblemGenerator(long seed, Split split) {
        this(seed, split, ProblemMix.DEFAULT);
    }

    /// A generator of this mix; generators of different seeds share questions only by chance.
    public ProblemGenerator(long seed, Split split, ProblemMix mix) {
        this.seed = seed;
        this.split = split;
        this.mix = mix;
    }

    /// All characters that questions and solutions are made of, ascending: some printable ASCII and the line feed.
    public static String alphabet() {
        var characters = new TreeSet<Character>();
        Stream.concat(Stream.of("0123456789+-*/=#\n"), Words.all().stream()).forEach(text -> addAll(characters, text));
        Pattern.ALL.forEach(pattern -> addAll(characters, pattern.fill(Map.of())));
        return characters.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static void addAll(TreeSet<Character> characters, String text) {
        text.chars().forEach(c -> characters.add((char) c));
    }

    /// Problems number `from` to `from + count - 1`.
    public Stream<WorkedProblem> problems(long from, long count) {
        return LongStream.range(from, from + count).mapToObj(this::problem);
    }

    /// Problem number `index`, from 0.
    public WorkedProblem problem(long index) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            var draws = Draws.keyedBy(seed, split.ordinal(), index, attempt);
            var pattern = draws.pick(PATTERNS.get(draws.weighted(mix.oneStep(), mix.twoSteps(), mix.threeSteps())));
            var numbers = numbers(pattern, draws);
            var question = pattern.fill(Words.draw(draws), numbers);
            if (Split.of(question) == split) {
                return workedProblem(index, question, pattern, numbers, draws);
            }
        }
        throw new IllegalStateException("no question for " + split.label + " problem " + index);
    }

    private WorkedProblem workedProblem(long index, String question, Pattern pattern, int[] numbers, Draws draws) {
        var right = Working.right(pattern.steps(), numbers).orElseThrow();
        var shown = new WrongTurns(mix.mistakes(), draws).solution(pattern, numbers, right);
        var id = split.label + "-" + seed + "-" + index;
        var problem = new Problem(id, question, Integer.toString(right.answer()));
        return new WorkedProblem(problem, shown.text(), shown.answer() == right.answer());
    }

    /// Draws the numbers until the pattern makes sense with them.
    private static int[] numbers(Pattern pattern, Draws draws) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            var numbers = new int[pattern.numbers()];
            for (int i = 0; i < numbers.length; i++) {
                int largest = pattern.keepsSmall((char) ('a' + i)) ? LARGEST_FACTOR : LARGEST_NUMBER;
                numbers[i] = draws.between(2, largest);
            }
            if (fits(pattern, numbers)) {
                return numbers;
            }
        }
        throw new IllegalStateException("no numbers fit: " + pattern.text());
    }

    /// Right results lie in 1..99, and the misconception leads to another answer.
    private static boolean fits(Pattern pattern, int[] numbers) {
        var right = Working.right(pattern.steps(), numbers);
        return right.isPresent()
                && right.get().lines().stream().allMatch(line -> line.result() >= 1 && line.result() <= LARGEST_NUMBER)
                && pattern.misconception()
                        .map(mistake -> Working.wrong(pattern.steps(), numbers, mistake)
                                .filter(wrong -> wrong.answer() != right.get().answer())
                                .isPresent())
                        .orElse(true);
    }
}
