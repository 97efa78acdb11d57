package mathesis.actors.mining;

import java.util.function.Consumer;
import mathesis.actors.CborMessage;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;
import mathesis.corpus.rounds.TaskReport;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/// Does what there is to do for one hash range, wherever in the cluster Cluster Sharding has put it: finds duplicates
/// among the pages of a range of signatures ([#DEDUP_SHARDS]), or counts the pages of a range of domains ([#DOMAINS]).
/// What a range knows lies in files of the run folder, so it may be done anew anywhere; entities go when they are done.
public final class RangeEntity extends AbstractMatchingBehavior<RangeEntity.Command> {
    public sealed interface Command extends CborMessage permits Do, Noted, Move, Ended, Beat {}

    /// Ranges of page signatures: duplicates.
    public static final EntityTypeKey<Command> DEDUP_SHARDS = EntityTypeKey.create(Command.class, "DedupShard");
    /// Ranges of domains: pages read and kept.
    public static final EntityTypeKey<Command> DOMAINS = EntityTypeKey.create(Command.class, "DomainEntity");

    /// Do this; comes again until it is answered.
    public record Do(MiningTask task) implements Command {}

    /// The entity shall live elsewhere, or is not needed.
    public record Move() implements Command {}

    /// Exactly one of report and cause is null: what a future gives.
    private record Ended(MiningTask task, TaskReport report, Throwable cause) implements Command {}

    private record Beat() implements Command {}

    /// @param threads    where tasks are done
    /// @param controller deals them
    /// @param passivate  asks that this entity be ended
    record Parts(
            TaskThreads threads,
            ActorRef<MiningController.Command> controller,
            Consumer<ActorRef<Command>> passivate) {}

    private final Parts parts;
    private final TaskDesk desk;

    /// Which entities do this step.
    static EntityTypeKey<Command> key(Step step) {
        return switch (step) {
            case DEDUPLICATE -> DEDUP_SHARDS;
            case TALLY -> DOMAINS;
            case SAMPLE, TRAIN, MINE, RANK, WRITE, CLOSE ->
                throw new IllegalArgumentException(step + " is not divided by hash range");
        };
    }

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new RangeEntity(context, timers, parts)));
    }

    private RangeEntity(ActorContext<Command> context, TimerScheduler<Command> timers, Parts parts) {
        super(context);
        this.parts = parts;
        this.desk = new TaskDesk(parts.threads, context.getSelf().narrow());
        timers.startTimerWithFixedDelay(new Beat(), WarcWorker.BEAT);
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Do(var task) -> begin(task);
            case Ended(var task, var report, var cause) -> end(task, report, cause);
            case Noted(var task) -> {
                if (desk.noted(task)) {
                    parts.passivate.accept(getContext().getSelf());
                }
            }
            case Beat() -> speak();
            case Move() -> {
                return leave();
            }
        }
        return this;
    }

    private void begin(MiningTask task) {
        desk.begin(task)
                .ifPresent(
                        result -> getContext().pipeToSelf(result, (report, cause) -> new Ended(task, report, cause)));
        speak();
    }

    private void end(MiningTask task, TaskReport report, Throwable cause) {
        if (cause != null) {
            getContext().getLog().warn("{} failed", MiningTasks.name(task), cause);
        }
        desk.ended(task, report, cause);
        speak();
    }

    private void speak() {
        desk.word().ifPresent(parts.controller::tell);
    }

    /// What is being done is done anew elsewhere; the thread here comes to its end, for nothing.
    private Behavior<Command> leave() {
        desk.task()
                .ifPresent(task -> parts.controller.tell(
                        new MiningController.TaskReturned(getContext().getSelf().narrow(), task)));
        return Behaviors.stopped();
    }
}
