package mathesis.actors.mining;

import java.time.Duration;
import java.util.function.Consumer;
import mathesis.actors.CborMessage;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.TaskReport;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/// Does tasks of a mining run one after the other, each on a thread; one for each mining thread of a node. Asks
/// for work while it has none.
public final class WarcWorker extends AbstractMatchingBehavior<WarcWorker.Command> {
    public sealed interface Command extends CborMessage permits Deal, Noted, RunOver, RunFailed, Ended, Beat {}

    /// Do this.
    public record Deal(MiningTask task) implements Command {}

    /// The run has come to its end, or waits for people.
    public record RunOver(MiningOutcome outcome) implements Command {}

    /// The run has ended before its time.
    public record RunFailed(String reason) implements Command {}

    /// Exactly one of report and cause is null: what a future gives.
    private record Ended(MiningTask task, TaskReport report, Throwable cause) implements Command {}

    private record Beat() implements Command {}

    /// How often whatever is true is told.
    static final Duration BEAT = Duration.ofSeconds(1);

    /// @param threads    where tasks are done
    /// @param controller deals them
    /// @param onEnd      told how the run ended: [RunOver] or [RunFailed]
    record Parts(TaskThreads threads, ActorRef<MiningController.Command> controller, Consumer<Command> onEnd) {}

    private final Parts parts;
    private final TaskDesk desk;

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new WarcWorker(context, timers, parts)));
    }

    private WarcWorker(ActorContext<Command> context, TimerScheduler<Command> timers, Parts parts) {
        super(context);
        this.parts = parts;
        this.desk = new TaskDesk(parts.threads, context.getSelf().narrow());
        timers.startTimerWithFixedDelay(new Beat(), BEAT);
        speak();
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Deal(var task) -> begin(task);
            case Ended(var task, var report, var cause) -> end(task, report, cause);
            case Noted(var task) -> {
                if (desk.noted(task)) {
                    speak();
                }
            }
            case Beat() -> speak();
            case RunOver over -> parts.onEnd.accept(over);
            case RunFailed failed -> parts.onEnd.accept(failed);
        }
        return this;
    }

    private void begin(MiningTask task) {
        desk.begin(task)
                .ifPresentOrElse(
                        result -> getContext().pipeToSelf(result, (report, cause) -> new Ended(task, report, cause)),
                        () -> refuse(task));
    }

    /// Dealt by a controller that did not know yet what is on the desk.
    private void refuse(MiningTask task) {
        if (!desk.task().map(task::equals).orElse(false)) {
            parts.controller.tell(
                    new MiningController.TaskReturned(getContext().getSelf().narrow(), task));
        }
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
        parts.controller.tell(desk.word()
                .orElseGet(() -> new MiningController.WorkerReady(getContext().getSelf())));
    }
}
