package mathesis.actors.rl;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import mathesis.actors.CborMessage;
import mathesis.actors.node.Failure;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.actors.rl.SolutionSampling.Drawn;
import mathesis.engine.PolicyVersion;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// Samples solutions on a thread of its own, one for each sampling thread of a rollout node. Asks for work when it has
/// none; hands groups to the graders of their problems.
public final class RolloutWorker extends AbstractMatchingBehavior<RolloutWorker.Command> {
    public sealed interface Command extends CborMessage {}

    /// Problems to sample for training, all with the same version of the policy.
    public record Deal(PolicyVersion version, List<Ticket> tickets) implements Command {
        public Deal {
            tickets = List.copyOf(tickets);
        }

        List<String> groupIds() {
            return tickets.stream().map(Ticket::groupId).toList();
        }
    }

    /// Problems to solve greedily, a part of an evaluation.
    public record Solve(int part, PolicyVersion version, List<Problem> problems, ActorRef<Evaluator.Command> replyTo)
            implements Command {
        public Solve {
            problems = List.copyOf(problems);
        }
    }

    /// This node can sample with these weights from now on.
    public record WeightsReady(PolicyVersion version) implements Command {}

    private record DealDone(Deal deal, Drawn drawn) implements Command {}

    private record DealBroke(Deal deal, Throwable cause) implements Command {}

    private record SolveDone(Solve solve, List<Solution> solutions) implements Command {}

    private record SolveBroke(Solve solve, Throwable cause) implements Command {}

    private record Rested() implements Command {}

    /// @param sampling   what computes; used by one worker only
    /// @param thread     where it computes
    /// @param controller deals problems
    /// @param toGrader   brings a group to the grader of its problem
    /// @param rest       pause after a failure
    record Parts(
            SolutionSampling sampling,
            Executor thread,
            ActorRef<RunController.Command> controller,
            Consumer<Group> toGrader,
            Duration rest) {}

    private final Parts parts;
    private final Queue<Command> jobs = new ArrayDeque<>();
    private Optional<PolicyVersion> version = Optional.empty();
    private boolean busy;

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> new RolloutWorker(context, parts));
    }

    private RolloutWorker(ActorContext<Command> context, Parts parts) {
        super(context);
        this.parts = parts;
        this.version = parts.sampling.newestVersion();
        parts.controller.tell(new RunController.WorkerJoined(context.getSelf()));
        askForWork();
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Deal deal -> jobs.add(deal);
            case Solve solve -> jobs.add(solve);
            case WeightsReady(var ready) -> {
                version = Optional.of(ready);
                askForWork();
            }
            case DealDone(var deal, var drawn) -> handOver(deal, drawn);
            case DealBroke(var deal, var cause) -> giveBack(deal, cause);
            case SolveDone(var solve, var solutions) -> answer(solve, solutions);
            case SolveBroke(var solve, var cause) -> giveBack(solve, cause);
            case Rested() -> free();
        }
        if (!busy && !jobs.isEmpty()) {
            begin(jobs.remove());
        }
        return this;
    }

    private void begin(Command job) {
        busy = true;
        switch (job) {
            case Deal deal ->
                getContext()
                        .pipeToSelf(
                                CompletableFuture.supplyAsync(() -> parts.sampling.draw(deal), parts.thread),
                                (drawn, e) -> e == null ? new DealDone(deal, drawn) : new DealBroke(deal, e));
            case Solve solve ->
                getContext()
                        .pipeToSelf(
                                CompletableFuture.supplyAsync(() -> parts.sampling.solve(solve), parts.thread),
                                (solved, e) -> e == null ? new SolveDone(solve, solved) : new SolveBroke(solve, e));
            default -> throw new IllegalStateException("not a job: " + job);
        }
    }

    private void handOver(Deal deal, Drawn drawn) {
        parts.controller.tell(new RunController.Sampled(drawn.groupIds()));
        drawn.groups().forEach(parts.toGrader);
        drawn.lost().forEach(lost -> parts.controller.tell(new RunController.Lost(lost.groupId(), lost.reason())));
        free();
    }

    private void giveBack(Deal deal, Throwable cause) {
        getContext().getLog().error("sampling groups {} failed", deal.groupIds(), cause);
        rest();
        parts.controller.tell(
                new RunController.SamplingFailed(getContext().getSelf(), "sampling failed: " + Failure.words(cause)));
    }

    private void answer(Solve solve, List<Solution> solutions) {
        solve.replyTo.tell(new Evaluator.Solved(solve.part, solutions));
        free();
    }

    private void giveBack(Solve solve, Throwable cause) {
        getContext().getLog().error("solving part {} of an evaluation failed", solve.part, cause);
        solve.replyTo.tell(new Evaluator.NotSolved(solve.part, Failure.words(cause)));
        rest();
    }

    /// A device that has just failed is left alone for a moment.
    private void rest() {
        getContext().scheduleOnce(parts.rest, getContext().getSelf(), new Rested());
    }

    private void free() {
        busy = false;
        askForWork();
    }

    private void askForWork() {
        if (!busy && jobs.isEmpty() && version.isPresent()) {
            parts.controller.tell(new RunController.WorkerReady(getContext().getSelf(), version.get()));
        }
    }
}
