package mathesis.actors.rl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import mathesis.actors.CborMessage;
import mathesis.actors.Settings;
import mathesis.actors.node.Failure;
import mathesis.actors.node.RunFailedException;
import mathesis.actors.rl.StepAssembly.Step;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.engine.PolicyVersion;
import mathesis.learner.PackedBatch;
import mathesis.learner.PackedBatch.GroupSummary;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/// Trains: journals what arrives, puts each step together, computes on a thread of its own, sends new weights out and
/// saves checkpoints. It stops rather than guesses; the run is then resumed from checkpoint and journal.
public final class Learner extends AbstractMatchingBehavior<Learner.Command> {
    public sealed interface Command extends CborMessage {}

    /// A batch has come in on stream 1; stays on its node.
    public record Apply(PackedBatch batch) implements Command, NoSerializationVerificationNeeded {}

    /// A group that will not come.
    public record GroupLost(long step, LostGroup group) implements Command {}

    /// Save the policy as it is after this step, which is closed and on record.
    public record SaveCheckpoint(long step) implements Command {}

    /// Somebody lacks the newest weights.
    public record ResendWeights() implements Command {}

    private record Journaled(PackedBatch batch) implements Command {}

    private record LossJournaled(long step, LostGroup group) implements Command {}

    private record Standing() implements Command {}

    private record Stepped(Step step, StepOutcome outcome) implements Command {}

    private record Saved(RunController.Saved saved) implements Command {}

    private record Pruned() implements Command {}

    private record Broke(String what, Throwable cause) implements Command {}

    private record Publishers(Set<ActorRef<BatchPublisher.Command>> all) implements Command {}

    private record Receivers(Set<ActorRef<WeightReceiver.Command>> all) implements Command {}

    /// @param compute    the learner's thread
    /// @param journaling where the inbox is written
    /// @param controller leads the run
    record Parts(
            PolicyTraining training,
            Inbox inbox,
            WeightsOutlet weights,
            Executor compute,
            Executor journaling,
            ActorRef<RunController.Command> controller,
            Settings settings,
            Timeline timeline) {}

    private final Parts parts;
    private final Settings settings;
    private final StepAssembly assembly;
    private final Set<String> journaling = new HashSet<>();
    private Set<ActorRef<BatchPublisher.Command>> publishers = Set.of();
    private Set<ActorRef<WeightReceiver.Command>> receivers = Set.of();
    private long doneSteps;
    private boolean busy;

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> new Learner(context, parts));
    }

    private Learner(ActorContext<Command> context, Parts parts) {
        super(context);
        this.parts = parts;
        this.settings = parts.settings;
        this.doneSteps = parts.training.doneSteps();
        this.assembly = parts.inbox.replay(settings.grpo().groupsPerStep(), doneSteps);
        findOthers();
        busy = true;
        compute("publishing the first weights", () -> {
            publish(doneSteps);
            return new Standing();
        });
    }

    private void findOthers() {
        var listings = getContext().messageAdapter(Receptionist.Listing.class, Learner::found);
        var receptionist = getContext().getSystem().receptionist();
        receptionist.tell(Receptionist.subscribe(BatchPublisher.KEY, listings));
        receptionist.tell(Receptionist.subscribe(WeightReceiver.KEY, listings));
    }

    private static Command found(Receptionist.Listing listing) {
        return listing.isForKey(BatchPublisher.KEY)
                ? new Publishers(listing.getServiceInstances(BatchPublisher.KEY))
                : new Receivers(listing.getServiceInstances(WeightReceiver.KEY));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Apply(var batch) -> take(batch);
            case GroupLost lost -> take(lost);
            case SaveCheckpoint(var step) -> compute("saving a checkpoint", () -> new Saved(parts.training.save(step)));
            case ResendWeights() -> parts.weights.resend();
            case Journaled(var batch) -> settle(batch);
            case LossJournaled(var step, var group) -> settle(step, group);
            case Standing() -> stand();
            case Stepped(var step, var outcome) -> report(step, outcome);
            case Saved(var saved) -> goOn(saved);
            case Pruned() -> {}
            case Broke(var what, var cause) ->
                throw new RunFailedException(what + " failed: " + Failure.words(cause), cause);
            case Publishers(var all) -> greetPublishers(all);
            case Receivers(var all) -> greetReceivers(all);
        }
        trainIfReady();
        return this;
    }

    private void stand() {
        busy = false;
        parts.controller.tell(new RunController.LearnerReady(getContext().getSelf(), doneSteps, assembly.settled()));
    }

    private void take(PackedBatch batch) {
        var ids = batch.groupIds();
        ids.forEach(parts.timeline::end);
        if (ids.stream().allMatch(assembly::knows)) {
            acknowledge(ids);
        } else if (journaling.addAll(ids)) {
            journal(() -> {
                parts.inbox.put(batch);
                return new Journaled(batch);
            });
        }
    }

    private void take(GroupLost lost) {
        String id = lost.group.groupId();
        if (!assembly.knows(id) && journaling.add(id)) {
            journal(() -> {
                parts.inbox.put(lost.step, lost.group);
                return new LossJournaled(lost.step, lost.group);
            });
        }
    }

    private void settle(PackedBatch batch) {
        var ids = batch.groupIds();
        journaling.removeAll(Set.copyOf(ids));
        assembly.add(batch);
        acknowledge(ids);
        parts.controller.tell(new RunController.Received(ids));
    }

    private void settle(long step, LostGroup group) {
        journaling.remove(group.groupId());
        assembly.lose(step, group);
    }

    private void acknowledge(List<String> groupIds) {
        publishers.forEach(publisher -> publisher.tell(new BatchPublisher.Acknowledged(groupIds)));
    }

    private void trainIfReady() {
        if (busy || doneSteps == settings.run().steps()) {
            return;
        }
        assembly.next().ifPresent(step -> {
            busy = true;
            compute("training on step " + step.step(), () -> {
                var outcome = parts.training.train(step);
                publish(step.step());
                return new Stepped(step, outcome);
            });
        });
    }

    private void publish(long version) {
        parts.weights.publish(new PolicyVersion(version), parts.training.weights());
    }

    private void report(Step step, StepOutcome outcome) {
        doneSteps = step.step();
        receivers.forEach(this::announce);
        long tokens = step.batches().stream()
                .flatMap(batch -> batch.groups().stream())
                .mapToLong(GroupSummary::completionTokens)
                .sum();
        parts.controller.tell(new RunController.Trained(step.step(), outcome, step.groupIds(), step.lost(), tokens));
        busy = settings.run().checkpointDue(step.step()); // what is saved must be what is on record
    }

    private void goOn(RunController.Saved saved) {
        busy = false;
        parts.controller.tell(saved);
        long needed = settings.run().firstStepNeeded(saved.step());
        publishers.forEach(publisher -> publisher.tell(new BatchPublisher.RetainFrom(needed)));
        journal(() -> {
            parts.inbox.retainFrom(needed);
            return new Pruned();
        });
    }

    private void greetPublishers(Set<ActorRef<BatchPublisher.Command>> all) {
        var flush = new BatchPublisher.Flush(doneSteps, assembly.settled());
        all.stream().filter(publisher -> !publishers.contains(publisher)).forEach(publisher -> publisher.tell(flush));
        publishers = Set.copyOf(all);
    }

    private void greetReceivers(Set<ActorRef<WeightReceiver.Command>> all) {
        var fresh =
                all.stream().filter(receiver -> !receivers.contains(receiver)).toList();
        receivers = Set.copyOf(all);
        fresh.forEach(this::announce);
        if (!fresh.isEmpty()) {
            parts.weights.resend();
        }
    }

    private void announce(ActorRef<WeightReceiver.Command> receiver) {
        receiver.tell(new WeightReceiver.Announced(
                new PolicyVersion(doneSteps), getContext().getSelf()));
    }

    private void compute(String what, Supplier<Command> work) {
        offThread(parts.compute, what, work);
    }

    private void journal(Supplier<Command> work) {
        offThread(parts.journaling, "writing the inbox", () -> {
            try (var _ = parts.timeline.span(Phase.JOURNAL)) {
                return work.get();
            }
        });
    }

    private void offThread(Executor thread, String what, Supplier<Command> work) {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(work, thread),
                        (done, e) -> e == null ? done : new Broke(what, e));
    }
}
