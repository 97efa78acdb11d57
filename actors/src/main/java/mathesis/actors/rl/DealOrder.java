package mathesis.actors.rl;

import java.util.List;
import java.util.stream.LongStream;
import mathesis.rollout.Problem;
import mathesis.rollout.problems.ProblemSet;

/// Which problem is the n-th of a run: a pure function of the seed and n, so that an interrupted run goes on with what
/// an undisturbed one would have dealt. Each epoch deals every problem once, in an order of its own.
final class DealOrder {
    private final ProblemSet problems;
    private final long seed;
    private final int groupSize;
    private final int groupsPerStep;
    private long epoch = -1;
    private int[] order = {};

    DealOrder(List<Problem> problems, long seed, int groupSize, int groupsPerStep) {
        this.problems = new ProblemSet(problems, List.of());
        this.seed = seed;
        this.groupSize = groupSize;
        this.groupsPerStep = groupsPerStep;
    }

    /// The n-th problem, n from 0.
    Ticket ticket(long n) {
        int size = problems.problems().size();
        if (n / size != epoch) {
            epoch = n / size;
            order = problems.order(seed, epoch);
        }
        var problem = problems.problems().get(order[(int) (n % size)]);
        return new Ticket(groupId(n), n / groupsPerStep + 1, problem, groupSize, Math.toIntExact(epoch));
    }

    /// The n-th group's name; names sort as numbers do.
    static String groupId(long n) {
        return "%08d".formatted(n);
    }

    /// The number behind a name.
    static long number(String groupId) {
        return Long.parseLong(groupId);
    }

    /// The groups of a step, steps from 1.
    static List<String> groupsOf(long step, int groupsPerStep) {
        return LongStream.range((step - 1) * groupsPerStep, step * groupsPerStep)
                .mapToObj(DealOrder::groupId)
                .toList();
    }
}
