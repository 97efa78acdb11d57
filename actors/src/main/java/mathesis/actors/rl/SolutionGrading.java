package mathesis.actors.rl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import mathesis.actors.node.Failure;
import mathesis.actors.node.WatchedThreads;
import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.Unscorable;
import mathesis.reward.GradedGroup;
import mathesis.reward.RewardTally;
import mathesis.reward.composition.Mark;
import mathesis.reward.composition.Marks;
import mathesis.reward.composition.Part;
import mathesis.reward.composition.RuleRewards;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;

/// Grades the solutions of a node, each by itself: rewards by rule on one set of threads, and every other reward on
/// threads of its own, so that a slow or broken one harms no solution but those that it is slow or breaks at.
final class SolutionGrading implements AutoCloseable {
    private static final int LONGEST_REASON = 200;

    /// A reward whose time and temper are not known beforehand.
    record Isolated(Part part, WatchedThreads threads) {
        CompletableFuture<Mark> mark(Problem problem, Completion completion) {
            return threads.submit(
                    () -> new Mark(part.name(), part.weight(), part.reward().score(problem, completion)));
        }
    }

    private record Graded(Grade grade, RewardTally tally) {}

    private final RuleRewards rules;
    private final WatchedThreads ruleThreads;
    private final List<Isolated> others;
    private final Timeline timeline;

    /// @param ruleThreads closed with this, as are those of the others
    /// @param timeline    told when rewards by rule work
    SolutionGrading(RuleRewards rules, WatchedThreads ruleThreads, List<Isolated> others, Timeline timeline) {
        this.rules = rules;
        this.ruleThreads = ruleThreads;
        this.others = List.copyOf(others);
        this.timeline = timeline;
    }

    /// Begins to grade a group; returns at once.
    Ongoing grade(Group group) {
        return new Ongoing(group);
    }

    @Override
    public void close() {
        ruleThreads.close();
        others.forEach(other -> other.threads.close());
    }

    /// Closes and waits until no reward is at work any more; false when that took too long.
    boolean stop(Duration longest) throws InterruptedException {
        close();
        boolean stopped = ruleThreads.stop(longest);
        for (var other : others) {
            stopped &= other.threads.stop(longest);
        }
        return stopped;
    }

    /// A group under way.
    final class Ongoing {
        /// Guarded by this object's lock, as is the reason.
        private final List<CompletableFuture<?>> tasks = new ArrayList<>();

        private Optional<String> givenUp = Optional.empty();
        private final CompletableFuture<GradedGroup> result;

        private Ongoing(Group group) {
            var solutions = group.completions().stream()
                    .map(completion -> solution(group.problem(), completion))
                    .toList();
            result = CompletableFuture.allOf(solutions.toArray(CompletableFuture[]::new))
                    .thenApply(_ -> whole(group, solutions));
        }

        /// Fails only where this class is at fault: a solution that cannot be graded has a grade that says so.
        CompletableFuture<GradedGroup> result() {
            return result;
        }

        /// What is not graded yet fails with this reason.
        void giveUp(String reason) {
            List<CompletableFuture<?>> begun;
            synchronized (this) {
                givenUp = Optional.of(reason);
                begun = List.copyOf(tasks);
            }
            begun.forEach(task -> task.completeExceptionally(new TimeoutException(reason)));
        }

        private CompletableFuture<Graded> solution(Problem problem, Completion completion) {
            if (completion.finish() == Finish.FAILED) {
                return CompletableFuture.completedFuture(unfinished(completion));
            }
            return task(ruleThreads.submit(() -> byRule(problem, completion)))
                    .handle((marks, e) -> e == null
                            ? byOthers(problem, completion, marks)
                            : CompletableFuture.completedFuture(failed(RewardTally.NONE, "rules", e)))
                    .thenCompose(Function.identity());
        }

        /// A solution that is left out already costs the others nothing.
        private CompletableFuture<Graded> byOthers(Problem problem, Completion completion, Marks marks) {
            var grade = marks.grade();
            if (others.isEmpty() || grade instanceof Unscorable || grade instanceof Failed) {
                return CompletableFuture.completedFuture(new Graded(grade, marks.tally()));
            }
            var more = others.stream()
                    .map(other -> task(other.mark(problem, completion)))
                    .toList();
            return CompletableFuture.allOf(more.toArray(CompletableFuture[]::new))
                    .handle((_, _) -> together(marks, more));
        }

        private synchronized <T> CompletableFuture<T> task(CompletableFuture<T> task) {
            givenUp.ifPresent(reason -> task.completeExceptionally(new TimeoutException(reason)));
            tasks.add(task);
            return task;
        }
    }

    private Marks byRule(Problem problem, Completion completion) throws Exception {
        try (var _ = timeline.span(Phase.GRADE)) {
            return rules.marks(problem, completion);
        }
    }

    private static GradedGroup whole(Group group, List<CompletableFuture<Graded>> solutions) {
        var graded = solutions.stream().map(CompletableFuture::join).toList();
        return new GradedGroup(
                group,
                graded.stream().map(Graded::grade).toList(),
                graded.stream().map(Graded::tally).reduce(RewardTally.NONE, RewardTally::plus));
    }

    /// Every other reward has spoken or failed by now.
    private Graded together(Marks marks, List<CompletableFuture<Mark>> more) {
        var given = new ArrayList<Mark>();
        for (int i = 0; i < more.size(); i++) {
            if (more.get(i).isCompletedExceptionally()) {
                return failed(
                        marks.tally(), others.get(i).part.name(), more.get(i).exceptionNow());
            }
            given.add(more.get(i).join());
        }
        var all = marks.plus(given);
        return new Graded(all.grade(), all.tally());
    }

    /// Nothing can be said of a solution whose program could not be run.
    private static Graded unfinished(Completion completion) {
        return new Graded(
                new Failed("tool: " + completion.tool().failure()), RewardTally.of(Map.of(), "FAILED: tool broken"));
    }

    private static Graded failed(RewardTally tally, String reward, Throwable failure) {
        var kind = Failure.cause(failure) instanceof TimeoutException ? "overdue" : "broken";
        var words = "reward " + reward + ": " + Failure.words(failure);
        return new Graded(
                new Failed(words.substring(0, Math.min(words.length(), LONGEST_REASON))),
                tally.plus(RewardTally.of(Map.of(), "FAILED: reward " + reward + " " + kind)));
    }
}
