package mathesis.actors.rl;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import mathesis.actors.CborMessage;
import mathesis.actors.node.Failure;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.Grade.Unscorable;
import mathesis.reward.GradedGroup;
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

    /// @param deadline  longest that a group may take, from its arrival to the grade of its last solution
    /// @param publisher takes graded groups on the same node
    record Parts(SolutionGrading grading, Duration deadline, ActorRef<BatchPublisher.Command> publisher) {}

    private final Parts parts;
    private final TimerScheduler<Command> timers;
    private final Map<String, SolutionGrading.Ongoing> pending = new HashMap<>();
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
            case GradingFailed(var group, var cause) -> fail(group, cause);
            case Overdue(var groupId) -> giveUp(groupId);
        }
        return this;
    }

    private void gradeOffThread(Group group) {
        if (pending.containsKey(group.id())) {
            return; // dealt twice; one result is enough
        }
        timers.startSingleTimer(group.id(), new Overdue(group.id()), parts.deadline);
        var ongoing = parts.grading.grade(group);
        pending.put(group.id(), ongoing);
        getContext()
                .pipeToSelf(
                        ongoing.result(), (graded, e) -> e == null ? new Graded(graded) : new GradingFailed(group, e));
    }

    /// What is graded by then counts.
    private void giveUp(String groupId) {
        var late = pending.get(groupId);
        if (late != null) {
            late.giveUp("not graded in " + parts.deadline.toMillis() + " ms (deadlines.grade)");
        }
    }

    private void fail(Group group, Throwable cause) {
        getContext().getLog().error("group {} could not be graded", group.id(), cause);
        var failed = new Failed("grading failed: " + Failure.words(cause));
        finish(new GradedGroup(group, Collections.nCopies(group.completions().size(), failed)));
    }

    private void finish(GradedGroup graded) {
        pending.remove(graded.group().id());
        warn(graded);
        timers.cancel(graded.group().id());
        count(graded);
        parts.publisher.tell(new BatchPublisher.Pack(graded));
    }

    private void warn(GradedGroup graded) {
        var reasons = graded.grades().stream()
                .flatMap(grade -> grade instanceof Failed(var reason) ? Stream.of(reason) : Stream.empty())
                .toList();
        if (!reasons.isEmpty()) {
            getContext()
                    .getLog()
                    .warn(
                            "group {}: {} of {} solutions could not be graded; the first: {}",
                            graded.group().id(),
                            reasons.size(),
                            graded.grades().size(),
                            reasons.getFirst());
        }
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
