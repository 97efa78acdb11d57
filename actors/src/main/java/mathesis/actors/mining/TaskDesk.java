package mathesis.actors.mining;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import mathesis.actors.node.Failure;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.TaskReport;
import org.apache.pekko.actor.typed.ActorRef;

/// What one actor does for a run: nothing, a task, or telling how it went. Whatever is true is told again and again, so
/// that neither a lost message nor a controller that has moved to another node leaves anything hanging.
final class TaskDesk {
    private sealed interface State {}

    private record Idle() implements State {}

    private record Doing(OngoingTask ongoing) implements State {}

    /// @param word that is told until it is noted
    private record Done(MiningTask task, MiningController.Command word) implements State {}

    private final TaskThreads threads;
    private final ActorRef<Noted> self;
    private State state = new Idle();

    TaskDesk(TaskThreads threads, ActorRef<Noted> self) {
        this.threads = threads;
        this.self = self;
    }

    /// Begins a task where nothing else is on the desk; empty where it is this very one, or something else.
    Optional<CompletionStage<TaskReport>> begin(MiningTask task) {
        if (!(state instanceof Idle)) {
            return Optional.empty();
        }
        var ongoing = threads.begin(task);
        state = new Doing(ongoing);
        return Optional.of(ongoing.result());
    }

    /// The task on the desk.
    Optional<MiningTask> task() {
        return switch (state) {
            case Idle() -> Optional.empty();
            case Doing(var ongoing) -> Optional.of(ongoing.task());
            case Done done -> Optional.of(done.task());
        };
    }

    /// A task has come to its end: well, or `cause` is not null.
    void ended(MiningTask task, TaskReport report, Throwable cause) {
        if (state instanceof Doing(var ongoing) && ongoing.task().equals(task)) {
            state = new Done(
                    task,
                    cause == null
                            ? new MiningController.TaskDone(self, report)
                            : new MiningController.TaskFailed(self, task, Failure.words(cause)));
        }
    }

    /// The controller knows how this task went; true when the desk is empty now because of it.
    boolean noted(MiningTask task) {
        boolean mine = state instanceof Done done && done.task().equals(task);
        if (mine) {
            state = new Idle();
        }
        return mine;
    }

    /// What there is to tell; empty when there is nothing on the desk.
    Optional<MiningController.Command> word() {
        return switch (state) {
            case Idle() -> Optional.empty();
            case Doing(var ongoing) -> {
                var at = ongoing.progress();
                yield Optional.of(
                        new MiningController.Working(self, ongoing.task(), at.share(), at.what(), at.beats()));
            }
            case Done done -> Optional.of(done.word());
        };
    }
}
