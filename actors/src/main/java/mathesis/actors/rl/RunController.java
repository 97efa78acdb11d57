package mathesis.actors.rl;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import mathesis.actors.CborMessage;
import mathesis.actors.Settings;
import mathesis.actors.node.RunEnd;
import mathesis.actors.rl.DealBook.GivenUp;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.engine.PolicyVersion;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/// Leads a run: deals problems to whoever asks for work, closes steps, has them evaluated and saved, and ends the run.
/// A cluster singleton on the learner's node.
public final class RunController extends AbstractMatchingBehavior<RunController.Command> {
    public sealed interface Command extends CborMessage {}

    /// The learner stands where a checkpoint and its journal have put it.
    ///
    /// @param doneSteps steps that are done
    /// @param settled   groups of later steps that it has, or knows to be lost
    public record LearnerReady(ActorRef<Learner.Command> learner, long doneSteps, List<String> settled)
            implements Command {
        public LearnerReady {
            settled = List.copyOf(settled);
        }
    }

    /// A worker begins its life, or a new one after a failure: it knows nothing of what it was dealt before.
    public record WorkerJoined(ActorRef<RolloutWorker.Command> worker) implements Command {}

    /// A worker has nothing to do and can sample with this version.
    public record WorkerReady(ActorRef<RolloutWorker.Command> worker, PolicyVersion version) implements Command {}

    /// Groups are on their way to the graders.
    public record Sampled(List<String> groupIds) implements Command {
        public Sampled {
            groupIds = List.copyOf(groupIds);
        }
    }

    /// What a worker was dealt will not come.
    public record SamplingFailed(ActorRef<RolloutWorker.Command> worker, String reason) implements Command {}

    /// A group contributes nothing.
    public record Lost(String groupId, String reason) implements Command {}

    /// The learner has these groups for good.
    public record Received(List<String> groupIds) implements Command {
        public Received {
            groupIds = List.copyOf(groupIds);
        }
    }

    /// A learning step is done.
    ///
    /// @param groupIds      groups trained on, or quarantined together
    /// @param lost          groups of the step that contributed nothing
    /// @param tokensSampled tokens of the step's completions
    public record Trained(
            long step, StepOutcome outcome, List<String> groupIds, List<LostGroup> lost, long tokensSampled)
            implements Command {
        public Trained {
            groupIds = List.copyOf(groupIds);
            lost = List.copyOf(lost);
        }
    }

    /// A checkpoint is on disk.
    public record Saved(long step, String folder, String weightsSha256) implements Command {}

    /// Held-out accuracy is measured.
    public record Evaluated(Evaluation evaluation) implements Command {}

    /// The run cannot go on.
    public record Failed(String reason) implements Command {}

    /// Deal nothing more until [Resume].
    public record Pause() implements Command {}

    /// Deal again.
    public record Resume() implements Command {}

    /// How does the run stand?
    public record Describe(ActorRef<RunState> replyTo) implements Command {}

    private record WorkerGone(ActorRef<RolloutWorker.Command> worker) implements Command {}

    private record Tick() implements Command {}

    /// @param order     what is dealt
    /// @param doneSteps steps that a checkpoint holds
    /// @param evaluated whether the policy of `doneSteps` has been evaluated already
    /// @param ledger    writes the run folder, tells the listener
    /// @param end       told how the run ends
    /// @param clock     nanoseconds
    record Parts(
            Settings settings,
            DealOrder order,
            long doneSteps,
            boolean evaluated,
            Optional<Evaluator.Plan> heldOut,
            RunLedger ledger,
            Timeline timeline,
            RunEnd<RunSummary> end,
            LongSupplier clock) {}

    private static final Duration TICK = Duration.ofMillis(500);

    private final Parts parts;
    private final Settings settings;
    private final DealBook<ActorRef<RolloutWorker.Command>> book;
    private final Map<ActorRef<RolloutWorker.Command>, Optional<PolicyVersion>> workers = new HashMap<>();
    private final Map<String, Ticket> tickets = new HashMap<>();
    private final Map<Long, Trained> trained = new LinkedHashMap<>();
    private final Optional<ActorRef<Evaluator.Command>> evaluator;
    private Optional<ActorRef<Learner.Command>> learner = Optional.empty();
    private Optional<Long> evaluating = Optional.empty();
    private long step;
    private long stepSinceNanos;
    private long newestVersion;
    private int badSteps;
    private boolean paused;
    private boolean workerSeen;

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new RunController(context, timers, parts)));
    }

    private RunController(ActorContext<Command> context, TimerScheduler<Command> timers, Parts parts) {
        super(context);
        this.parts = parts;
        this.settings = parts.settings;
        this.step = parts.doneSteps;
        this.stepSinceNanos = parts.clock.getAsLong();
        this.book = new DealBook<>(
                parts.order,
                settings.grpo().groupsPerStep(),
                settings.grpo().maxStaleness(),
                settings.rollout().attempts(),
                step,
                settings.run().steps());
        this.evaluator =
                parts.heldOut.map(plan -> context.spawn(Evaluator.create(plan, context.getSelf()), "evaluator"));
        timers.startTimerWithFixedDelay(new Tick(), TICK);
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        try {
            handle(command);
            deal();
        } catch (RuntimeException e) {
            parts.end.fail("the controller of the run failed", e);
        }
        return this;
    }

    private void handle(Command command) {
        switch (command) {
            case LearnerReady ready -> begin(ready);
            case WorkerJoined(var worker) -> join(worker);
            case WorkerReady(var worker, var version) -> ready(worker, version);
            case Sampled(var groupIds) -> book.sampled(groupIds, now());
            case SamplingFailed(var worker, var reason) -> giveUp(book.returned(worker, reason, now()));
            case Lost(var groupId, var reason) -> lose(groupId, reason);
            case Received(var groupIds) -> book.received(groupIds, now());
            case Trained done -> onTrained(done);
            case Saved saved -> onSaved(saved);
            case Evaluated(var evaluation) -> onEvaluated(evaluation);
            case Failed(var reason) -> parts.end.fail(reason);
            case Pause() -> paused = true;
            case Resume() -> resume();
            case Describe(var replyTo) -> replyTo.tell(state());
            case WorkerGone(var worker) -> leave(worker);
            case Tick() -> checkDeadlines();
        }
    }

    private void resume() {
        paused = false;
        stepSinceNanos = now();
    }

    private void begin(LearnerReady ready) {
        if (ready.doneSteps != step) {
            parts.end.fail("the learner stands at step " + ready.doneSteps + ", the run at step " + step);
            return;
        }
        learner = Optional.of(ready.learner);
        book.received(ready.settled, now());
        parts.ledger.started(ready.settled.size());
        stepSinceNanos = now();
        parts.timeline.restart();
        boolean atAnEnd = step == 0 || step == settings.run().steps();
        if (atAnEnd && !parts.evaluated) {
            evaluate();
        }
        finishIfDone();
    }

    private void join(ActorRef<RolloutWorker.Command> worker) {
        giveUp(book.returned(worker, "worker " + worker.path().name() + " started again", now()));
        getContext().watchWith(worker, new WorkerGone(worker));
        workers.put(worker, Optional.empty());
    }

    private void leave(ActorRef<RolloutWorker.Command> worker) {
        getContext().getLog().warn("worker {} is gone", worker.path());
        workers.remove(worker);
        giveUp(book.returned(worker, "worker " + worker.path().name() + " is gone", now()));
    }

    private void ready(ActorRef<RolloutWorker.Command> worker, PolicyVersion version) {
        if (version.number() >= newestVersion) {
            parts.timeline.end(WeightsOutlet.ON_THEIR_WAY);
        }
        workerSeen = true;
        workers.put(worker, Optional.of(version));
        lend();
    }

    private void deal() {
        if (learner.isEmpty() || paused || evaluating.isPresent()) {
            return;
        }
        for (var entry : workers.entrySet()) {
            entry.getValue().ifPresent(version -> {
                var tickets = book.deal(entry.getKey(), share(), version.number(), now());
                if (!tickets.isEmpty()) {
                    entry.setValue(Optional.empty());
                    send(entry.getKey(), tickets);
                }
            });
        }
    }

    private void send(ActorRef<RolloutWorker.Command> worker, List<Ticket> dealt) {
        dealt.forEach(ticket -> tickets.put(ticket.groupId(), ticket));
        var version = new PolicyVersion(book.versionFor(dealt.getFirst().step()));
        worker.tell(new RolloutWorker.Deal(version, dealt));
    }

    /// Problems for one worker, so that the first to ask does not take all of a step.
    private int share() {
        int slots = (settings.grpo().maxStaleness() + 1) * settings.grpo().groupsPerStep();
        int fair = Math.ceilDiv(slots, Math.max(1, workers.size()));
        return Math.min(settings.rollout().problemsInFlight(), fair);
    }

    private void giveUp(List<GivenUp> problems) {
        problems.forEach(given -> settleLost(given.ticket(), given.reason()));
    }

    private void lose(String groupId, String reason) {
        var ticket = tickets.get(groupId);
        if (ticket != null && book.lost(groupId)) {
            settleLost(ticket, reason);
        }
    }

    private void settleLost(Ticket ticket, String reason) {
        var group = new LostGroup(ticket.groupId(), reason);
        getContext().getLog().warn("group {} is lost: {}", group.groupId(), reason);
        parts.ledger.lost(ticket.step(), ticket.problem().id(), group);
        learner.ifPresent(actor -> actor.tell(new Learner.GroupLost(ticket.step(), group)));
    }

    private void onTrained(Trained done) {
        newestVersion = done.step;
        trained.put(done.step, done);
        book.trained(done.step);
        tickets.keySet()
                .removeIf(
                        id -> DealOrder.number(id) < done.step * settings.grpo().groupsPerStep());
        if (evaluating.isEmpty()) {
            closeStep();
        }
    }

    /// Steps close in order, each after its evaluation where one is due.
    private void closeStep() {
        var done = trained.get(step + 1);
        if (done == null) {
            return;
        }
        step++;
        stepSinceNanos = now();
        if (evaluationDue()) {
            evaluate();
        } else {
            record(Optional.empty());
        }
    }

    private boolean evaluationDue() {
        long every = settings.run().evaluateEvery();
        boolean last = step == settings.run().steps();
        return evaluator.isPresent() && (last || (every > 0 && step % every == 0));
    }

    private void evaluate() {
        evaluator.ifPresent(actor -> {
            evaluating = Optional.of(step);
            actor.tell(new Evaluator.Evaluate(step));
            lend();
        });
    }

    /// Lends every idle worker that has the weights; one that there is no use for asks again after the evaluation.
    private void lend() {
        evaluating.ifPresent(wanted -> workers.replaceAll((worker, version) -> version.filter(v -> {
            boolean lent = v.number() >= wanted;
            if (lent) {
                evaluator.orElseThrow().tell(new Evaluator.Lend(worker, v));
            }
            return !lent;
        })));
    }

    private void onEvaluated(Evaluation evaluation) {
        if (!evaluating.equals(Optional.of(evaluation.step()))) {
            return;
        }
        evaluating = Optional.empty();
        stepSinceNanos = now();
        parts.ledger.evaluated(evaluation);
        if (trained.containsKey(step)) {
            record(Optional.of(evaluation));
        } else {
            parts.timeline.restart(); // what came before the first step is no part of it
        }
        finishIfDone();
    }

    /// Writes the step down before a checkpoint may hold it: what is saved is always on record.
    private void record(Optional<Evaluation> evaluation) {
        var done = trained.remove(step);
        parts.ledger.stepped(done, parts.timeline.cut(), evaluation);
        if (countBad(done.outcome)) {
            return;
        }
        if (settings.run().checkpointDue(step)) {
            learner.orElseThrow().tell(new Learner.SaveCheckpoint(step));
        }
        closeStep();
    }

    /// True when the run ends here because nothing is learned any more.
    private boolean countBad(StepOutcome outcome) {
        String trouble = switch (outcome) {
            case StepOutcome.Learned _ -> "";
            case StepOutcome.Quarantined(var reason) -> reason;
            case StepOutcome.Empty(var reason) -> reason;
        };
        badSteps = trouble.isEmpty() ? 0 : badSteps + 1;
        boolean enough = badSteps >= settings.run().stopAfterBadSteps();
        if (enough) {
            parts.end.fail(badSteps + " steps in a row trained on nothing (run.stop-after-bad-steps), the last, step "
                    + step + ", because " + trouble);
        }
        return enough;
    }

    private void onSaved(Saved saved) {
        parts.ledger.saved(saved.step, Path.of(saved.folder));
        if (saved.step == settings.run().steps()) {
            parts.end.finish(parts.ledger.summary(saved.weightsSha256, Path.of(saved.folder)));
        }
    }

    /// A resumed run may have all its steps done and only lack its end.
    private void finishIfDone() {
        boolean over = step == settings.run().steps() && evaluating.isEmpty() && step == parts.doneSteps;
        if (over) {
            learner.orElseThrow().tell(new Learner.SaveCheckpoint(step));
        }
    }

    private void checkDeadlines() {
        var deal = settings.deadlines().deal();
        giveUp(book.overdue(deal.toNanos(), "not at the learner " + deal.toSeconds() + " s after dealing", now()));
        long waited = now() - stepSinceNanos;
        var start = settings.deadlines().start();
        var limit = settings.deadlines().step();
        if ((learner.isEmpty() || !workerSeen) && waited > start.toNanos()) {
            parts.end.fail("the ring did not stand in " + start.toSeconds() + " s (deadlines.start): no "
                    + (learner.isEmpty() ? "learner" : "worker") + " was ready");
        } else if (!paused && evaluating.isEmpty() && waited > limit.toNanos()) {
            parts.end.fail("step " + (step + 1) + " was not done in " + limit.toSeconds() + " s (deadlines.step): "
                    + reason());
        }
    }

    private String reason() {
        String waits = book.waitsFor(now());
        return workers.isEmpty() ? "there is no worker" : waits.isEmpty() ? "the learner has all groups" : waits;
    }

    private RunState state() {
        var stages = new LinkedHashMap<String, Integer>();
        book.stages().forEach((stage, count) -> stages.put(stage.name().toLowerCase(Locale.ROOT), count));
        return new RunState(step, settings.run().steps(), paused, evaluating.isPresent(), workers.size(), stages);
    }

    private long now() {
        return parts.clock.getAsLong();
    }
}
