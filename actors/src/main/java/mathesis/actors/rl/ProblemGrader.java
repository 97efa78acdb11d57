package mathesis.actors.rl;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import mathesis.actors.CborMessage;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.Grade.Unscorable;
import mathesis.reward.GradedGroup;
import mathesis.reward.Grader;
import mathesis.rollout.Group;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/// Grades every group sampled for one problem, off its own thread and against the clock. Sharded by problem id over the
/// reward nodes. What cannot be graded is failed and counted, never wrong.
public final class ProblemGrader extends AbstractMatchingBehavior<ProblemGrader.Command> {
    /// Under which sharding knows these actors.
    static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "problem-grader");

    public sealed interface Command extends CborMessage {}

    /// G solutions to this problem, all sampled from one policy version.
    public record Grade(Group group) implements Command {}

    /// How has this problem fared?
    public record Describe(ActorRef<ProblemRecord> replyTo) implements Command {}

    private record Graded(GradedGroup graded) implements Command {}

    private record GradingFailed(Group group, Throwable cause) implements Command {}

    private record Overdue(String groupId) implements Command {}

    /// What became of the solutions to a problem since its grader began.
    ///
    /// @param failed solutions that could not be graded
    public record ProblemRecord(String problemId, int groups, int solutions, int correct, int failed)
            implements CborMessage {}

    /// @param threads   where grading runs
    /// @param timeout   longest that one group may take
    /// @param publisher takes graded groups on the same node
    record Parts(
            Grader grader,
            ExecutorService threads,
            Duration timeout,
            ActorRef<BatchPublisher.Command> publisher,
            Timeline timeline) {}

    private record Pending(Group group, Future<?> work) {}

    private final Parts parts;
    private final TimerScheduler<Command> timers;
    private final Map<String, Pending> pending = new HashMap<>();
    private ProblemRecord tally;

    static Behavior<Command> create(String problemId, Parts parts) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new ProblemGrader(context, timers, problemId, parts)));
    }

    private ProblemGrader(
            ActorContext<Command> context, TimerScheduler<Command> timers, String problemId, Parts parts) {
        super(context);
        this.timers = timers;
        this.parts = parts;
        this.tally = new ProblemRecord(problemId, 0, 0, 0, 0);
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Grade(var group) -> gradeOffThread(group);
            case Describe(var replyTo) -> replyTo.tell(tally);
            case Graded(var graded) -> finish(graded);
            case GradingFailed(var group, var cause) -> fail(group, "grading failed: " + Failure.words(cause));
            case Overdue(var groupId) -> giveUp(groupId);
        }
        return this;
    }

    private void gradeOffThread(Group group) {
        if (pending.containsKey(group.id())) {
            return; // dealt twice; one result is enough
        }
        var result = new CompletableFuture<GradedGroup>();
        timers.startSingleTimer(group.id(), new Overdue(group.id()), parts.timeout);
        var work = parts.threads.submit(() -> grade(group, result));
        pending.put(group.id(), new Pending(group, work));
        getContext().pipeToSelf(result, (graded, e) -> e == null ? new Graded(graded) : new GradingFailed(group, e));
    }

    private void grade(Group group, CompletableFuture<GradedGroup> result) {
        try (var _ = parts.timeline.span(Phase.GRADE)) {
            result.complete(parts.grader.grade(group));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private void giveUp(String groupId) {
        var late = pending.get(groupId);
        if (late != null) {
            late.work.cancel(true);
            fail(late.group, "not graded in " + parts.timeout.toMillis() + " ms (reward.timeout)");
        }
    }

    private void fail(Group group, String reason) {
        getContext().getLog().warn("group {}: {}", group.id(), reason);
        finish(new GradedGroup(group, Collections.nCopies(group.completions().size(), new Failed(reason))));
    }

    private void finish(GradedGroup graded) {
        if (pending.remove(graded.group().id()) == null) {
            return; // late, and given up already
        }
        timers.cancel(graded.group().id());
        count(graded);
        parts.publisher.tell(new BatchPublisher.Pack(graded));
    }

    private void count(GradedGroup graded) {
        int correct = 0;
        int failed = 0;
        for (var grade : graded.grades()) {
            switch (grade) {
                case OutcomeGrade outcome -> correct += outcome.correct() ? 1 : 0;
                case ProcessGrade process -> correct += process.correct() ? 1 : 0;
                case Unscorable _, Failed _ -> failed++;
            }
        }
        tally = new ProblemRecord(
                tally.problemId,
                tally.groups + 1,
                tally.solutions + graded.grades().size(),
                tally.correct + correct,
                tally.failed + failed);
    }
}
