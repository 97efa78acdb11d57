package mathesis.actors.rl;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import mathesis.actors.CborMessage;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.engine.PolicyVersion;
import mathesis.rollout.Problem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/// Measures greedy accuracy on the held-out problems, with the workers that it is lent. One evaluation at a time.
public final class Evaluator extends AbstractMatchingBehavior<Evaluator.Command> {
    public sealed interface Command extends CborMessage {}

    /// Measure the policy after this many steps.
    public record Evaluate(long step) implements Command {}

    /// A worker that has nothing to do and holds the weights in question.
    public record Lend(ActorRef<RolloutWorker.Command> worker, PolicyVersion version) implements Command {}

    /// A part is done.
    public record Solved(int part, List<Solution> solutions) implements Command {
        public Solved {
            solutions = List.copyOf(solutions);
        }
    }

    /// A part failed at its worker.
    public record NotSolved(int part, String reason) implements Command {}

    private record WorkerGone(ActorRef<RolloutWorker.Command> worker) implements Command {}

    private record Overdue() implements Command {}

    /// @param batch    problems of one part
    /// @param attempts times that a part is tried
    record Plan(List<Problem> problems, int batch, int attempts, Duration deadline) {}

    private record Part(int number, List<Problem> problems, int attempts) {}

    private record Going(Part part, ActorRef<RolloutWorker.Command> worker) {}

    private final Plan plan;
    private final ActorRef<RunController.Command> controller;
    private final TimerScheduler<Command> timers;
    private final Deque<Part> waiting = new ArrayDeque<>();
    private final Map<Integer, Going> going = new TreeMap<>();
    private final Queue<Lend> unused = new ArrayDeque<>();
    private final Map<Integer, List<Solution>> solved = new TreeMap<>();
    private Optional<PolicyVersion> version = Optional.empty();

    static Behavior<Command> create(Plan plan, ActorRef<RunController.Command> controller) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Evaluator(context, timers, plan, controller)));
    }

    private Evaluator(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Plan plan,
            ActorRef<RunController.Command> controller) {
        super(context);
        this.timers = timers;
        this.plan = plan;
        this.controller = controller;
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Evaluate(var step) -> begin(step);
            case Lend lent -> give(lent);
            case Solved(var part, var solutions) -> take(part, solutions);
            case NotSolved(var part, var reason) -> again(part, reason);
            case WorkerGone(var worker) -> abandon(worker);
            case Overdue() -> fail("it took longer than deadlines.evaluate = " + plan.deadline.toSeconds() + " s");
        }
        return this;
    }

    private void begin(long step) {
        version = Optional.of(new PolicyVersion(step));
        waiting.clear();
        going.clear();
        solved.clear();
        for (int from = 0; from < plan.problems.size(); from += plan.batch) {
            int to = Math.min(plan.problems.size(), from + plan.batch);
            waiting.add(new Part(from / plan.batch, plan.problems.subList(from, to), 0));
        }
        timers.startSingleTimer(new Overdue(), plan.deadline);
    }

    private void give(Lend lent) {
        if (waiting.isEmpty()) {
            unused.add(lent);
            giveBackUnused();
            return;
        }
        var worker = lent.worker;
        var part = waiting.remove();
        getContext().watchWith(worker, new WorkerGone(worker));
        going.put(part.number, new Going(part, worker));
        worker.tell(new RolloutWorker.Solve(
                part.number, version.get(), part.problems, getContext().getSelf()));
    }

    private void take(int part, List<Solution> solutions) {
        if (going.remove(part) == null) {
            return; // of an evaluation that was given up
        }
        solved.put(part, solutions);
        if (waiting.isEmpty() && going.isEmpty()) {
            var all = new ArrayList<Solution>();
            solved.values().forEach(all::addAll);
            controller.tell(new RunController.Evaluated(
                    new Evaluation(version.orElseThrow().number(), all)));
            end();
        }
    }

    private void again(int number, String reason) {
        var failed = going.remove(number);
        if (failed == null) {
            return;
        }
        if (failed.part.attempts + 1 >= plan.attempts) {
            fail(reason);
            return;
        }
        waiting.addFirst(new Part(number, failed.part.problems, failed.part.attempts + 1));
        if (!unused.isEmpty()) {
            give(unused.remove());
        }
    }

    private void abandon(ActorRef<RolloutWorker.Command> worker) {
        List.copyOf(going.values()).stream()
                .filter(entry -> entry.worker.equals(worker))
                .forEach(entry -> again(entry.part.number, "its worker is gone"));
    }

    private void fail(String reason) {
        controller.tell(new RunController.Failed(
                "the evaluation after step " + version.orElseThrow().number() + " failed: " + reason));
        end();
    }

    private void end() {
        version = Optional.empty();
        timers.cancelAll();
        giveBackUnused();
    }

    /// A part may come back from a worker that failed, so that idle ones are kept until the end.
    private void giveBackUnused() {
        if (version.isPresent()) {
            return;
        }
        unused.forEach(lent -> controller.tell(new RunController.WorkerReady(lent.worker, lent.version)));
        unused.clear();
    }
}
