package mathesis.actors.quickstart;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mathesis.reward.model.StepSplitter;
import mathesis.rollout.Problem;
import mathesis.rollout.problems.MistakeRates;
import mathesis.rollout.problems.ProblemGenerator;
import mathesis.rollout.problems.ProblemMix;
import mathesis.rollout.problems.Split;

/// Generated problems with a worked solution of which it is known where it goes wrong: mistakes change solutions
/// only, so the same problem without mistakes tells the first line that differs.
public final class PlantedMistakes {
    private final ProblemGenerator shown;
    private final ProblemGenerator right;

    /// A problem with its solution.
    ///
    /// @param problem    with the right answer
    /// @param steps      the lines of the solution, each with its line break but the last
    /// @param firstError index of the first wrong step, or -1
    public record Marked(Problem problem, List<String> steps, int firstError) {}

    public PlantedMistakes(long seed, Split split) {
        this.shown = new ProblemGenerator(seed, split);
        this.right = new ProblemGenerator(seed, split, ProblemMix.DEFAULT.withMistakes(MistakeRates.NONE));
    }

    /// Problems number `from` to `from + count - 1`.
    public Stream<Marked> problems(long from, long count) {
        return LongStream.range(from, from + count).mapToObj(this::problem);
    }

    private Marked problem(long index) {
        var worked = shown.problem(index);
        var steps = StepSplitter.LINES.steps(worked.solution());
        var rightSteps = StepSplitter.LINES.steps(right.problem(index).solution());
        int same = 0;
        while (same < steps.size()
                && same < rightSteps.size()
                && steps.get(same).equals(rightSteps.get(same))) {
            same++;
        }
        return new Marked(worked.problem(), steps, same == steps.size() ? -1 : same);
    }
}
