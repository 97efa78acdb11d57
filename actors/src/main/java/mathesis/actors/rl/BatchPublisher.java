package mathesis.actors.rl;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import mathesis.actors.CborMessage;
import mathesis.actors.node.Failure;
import mathesis.actors.node.RunFailedException;
import mathesis.learner.PackedBatch;
import mathesis.learner.Packer;
import mathesis.learner.Packer.Packing;
import mathesis.reward.GradedGroup;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/// Packs graded groups, journals each and sends it to the learner until the learner says that it has it. One on each
/// reward node.
public final class BatchPublisher extends AbstractMatchingBehavior<BatchPublisher.Command> {
    /// Under which the learner finds all publishers.
    static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "batch-publisher");

    public sealed interface Command extends CborMessage {}

    /// A group to pack; stays on its node.
    public record Pack(GradedGroup graded) implements Command, NoSerializationVerificationNeeded {}

    /// The learner has these groups for good, or wants nothing more of them.
    public record Acknowledged(List<String> groupIds) implements Command {
        public Acknowledged {
            groupIds = List.copyOf(groupIds);
        }
    }

    /// The learner stands: send what it lacks of steps after these.
    ///
    /// @param settled groups of later steps that it has, or knows to be lost
    public record Flush(long doneSteps, List<String> settled) implements Command {
        public Flush {
            settled = List.copyOf(settled);
        }
    }

    /// No checkpoint needs groups of earlier steps any more.
    public record RetainFrom(long step) implements Command {}

    private record Replayed(List<PackedBatch> batches) implements Command {}

    private record NothingToSend(Packing.Lost lost) implements Command {}

    private record SentBefore(String groupId) implements Command {}

    private record Done() implements Command {}

    private record Broke(String what, Throwable cause) implements Command {}

    private record Tick() implements Command {}

    /// @param thread     packs and journals
    /// @param controller told of lost groups
    /// @param deliver    longest that the learner's word may take
    /// @param clock      nanoseconds
    record Parts(
            Packer packer,
            Outbox outbox,
            Executor thread,
            ActorRef<RunController.Command> controller,
            Duration deliver,
            Timeline timeline,
            LongSupplier clock) {}

    private static final Duration TICK = Duration.ofMillis(500);

    private final Parts parts;
    private final Map<String, Long> unacknowledged = new TreeMap<>();

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
            return new BatchPublisher(context, timers, parts);
        }));
    }

    private BatchPublisher(ActorContext<Command> context, TimerScheduler<Command> timers, Parts parts) {
        super(context);
        this.parts = parts;
        timers.startTimerWithFixedDelay(new Tick(), TICK);
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Pack(var graded) -> pack(graded);
            case Flush(var doneSteps, var settled) ->
                offThread("replaying the outbox", () -> new Replayed(parts.outbox.lacking(doneSteps + 1, settled)));
            case RetainFrom(var step) -> offThread("pruning the outbox", () -> retainFrom(step));
            case Acknowledged(var groupIds) -> acknowledge(groupIds);
            case Replayed(var batches) -> batches.forEach(this::sendAgain);
            case NothingToSend(var lost) -> lose(lost);
            case SentBefore(var groupId) -> unacknowledged.remove(groupId);
            case Done() -> {}
            case Broke(var what, var cause) ->
                throw new RunFailedException(what + " failed: " + Failure.words(cause), cause);
            case Tick() -> checkDeadline();
        }
        return this;
    }

    private interface Work {
        Command run();
    }

    private void offThread(String what, Work work) {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(work::run, parts.thread),
                        (command, e) -> e == null ? command : new Broke(what, e));
    }

    private void pack(GradedGroup graded) {
        String id = graded.group().id();
        unacknowledged.put(id, parts.clock.getAsLong());
        offThread("packing group " + id, () -> packAndSend(graded));
    }

    private Command packAndSend(GradedGroup graded) {
        try (var _ = parts.timeline.span(Phase.JOURNAL)) {
            return switch (parts.packer.pack(graded)) {
                case Packing.Lost lost -> new NothingToSend(lost);
                case Packing.Packed(var batch) -> send(graded.group().id(), batch);
            };
        }
    }

    private Command send(String groupId, PackedBatch batch) {
        parts.timeline.begin(Phase.TRANSPORT, groupId);
        if (parts.outbox.put(batch)) {
            return new Done();
        }
        parts.timeline.end(groupId);
        return new SentBefore(groupId);
    }

    private void lose(Packing.Lost lost) {
        unacknowledged.remove(lost.groupId());
        parts.controller.tell(new RunController.Lost(lost.groupId(), lost.reason()));
    }

    private void sendAgain(PackedBatch batch) {
        batch.groupIds().forEach(id -> unacknowledged.put(id, parts.clock.getAsLong()));
        parts.outbox.send(batch);
    }

    private Command retainFrom(long step) {
        parts.outbox.retainFrom(step);
        return new Done();
    }

    private void acknowledge(List<String> groupIds) {
        groupIds.forEach(unacknowledged::remove);
        parts.outbox.acknowledge(groupIds);
    }

    private void checkDeadline() {
        long limit = parts.clock.getAsLong() - parts.deliver.toNanos();
        unacknowledged.forEach((groupId, since) -> {
            if (since < limit) {
                throw new RunFailedException("the learner did not acknowledge group " + groupId + " in "
                        + parts.deliver.toSeconds() + " s (deadlines.deliver)");
            }
        });
    }
}
