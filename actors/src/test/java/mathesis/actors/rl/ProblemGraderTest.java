package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mathesis.actors.node.WatchedThreads;
import mathesis.actors.rl.ProblemGrader.ProblemRecord;
import mathesis.actors.rl.SolutionGrading.Isolated;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Reward;
import mathesis.reward.Score;
import mathesis.reward.answer.AnswerGrader;
import mathesis.reward.composition.Part;
import mathesis.reward.composition.RuleRewards;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemGraderTest {
    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config().withFallback(TestSettings.local()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<BatchPublisher.Command> publisher = kit.createTestProbe();

    private final List<SolutionGrading> gradings = new ArrayList<>();

    @AfterEach
    void end() {
        gradings.forEach(SolutionGrading::close);
        kit.shutdownTestKit();
    }

    @Test
    void a_graded_group_goes_to_the_publisher_and_into_the_record() {
        var grader = grader((_, _) -> new Score.Outcome(0));
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        var grades =
                publisher.expectMessageClass(BatchPublisher.Pack.class).graded().grades();
        assertEquals(List.of(new OutcomeGrade(1, true, "7"), new OutcomeGrade(0, false, "8")), grades);
        assertEquals(new ProblemRecord("p", 1, 2, 1, 0), record(grader));
    }

    @Test
    void a_reward_that_breaks_fails_the_solutions_and_does_not_make_them_wrong() {
        var grader = grader((_, _) -> {
            throw new IllegalArgumentException("cannot read this");
        });
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        var failed = new Failed("reward own: cannot read this");
        assertEquals(
                List.of(failed, failed),
                publisher.expectMessageClass(BatchPublisher.Pack.class).graded().grades());
        assertEquals(new ProblemRecord("p", 1, 2, 0, 2), record(grader));
    }

    @Test
    void a_group_that_takes_too_long_goes_on_with_what_is_graded() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var grader = grader((_, completion) -> {
            if (completion.text().contains("8")) {
                begun.countDown();
                never.await();
            }
            return new Score.Outcome(0);
        });
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        begun.await();
        time.timePasses(Duration.ofSeconds(5));
        assertEquals(
                List.of(
                        new OutcomeGrade(1, true, "7"),
                        new Failed("reward own: not graded in 5000 ms (deadlines.grade)")),
                publisher.expectMessageClass(BatchPublisher.Pack.class).graded().grades());
        assertEquals(new ProblemRecord("p", 1, 2, 1, 1), record(grader));
        never.countDown();
        publisher.expectNoMessage(Duration.ofMillis(1));
    }

    @Test
    void a_group_that_comes_twice_while_it_is_graded_is_graded_once() {
        var go = new CountDownLatch(1);
        var grader = grader((_, _) -> {
            go.await();
            return new Score.Outcome(0);
        });
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        assertEquals(0, record(grader).groups());
        go.countDown();
        publisher.expectMessageClass(BatchPublisher.Pack.class);
        publisher.expectNoMessage(Duration.ofMillis(1));
    }

    /// Pays for the answer and, without weight, for a reward of the test's own.
    private ActorRef<ProblemGrader.Command> grader(Reward own) {
        var longest = Duration.ofMinutes(1);
        var grading = new SolutionGrading(
                new RuleRewards(new AnswerGrader(), 1, Optional.empty(), List.of()),
                new WatchedThreads("rules", 1, longest, "reward.timeout"),
                List.of(new Isolated(new Part("own", 0, own), new WatchedThreads("own", 1, longest, "own.timeout"))),
                new Timeline(System::nanoTime));
        gradings.add(grading);
        var parts = new ProblemGrader.Parts(grading, Duration.ofSeconds(5), publisher.ref());
        return kit.spawn(ProblemGrader.create("p", parts));
    }

    private ProblemRecord record(ActorRef<ProblemGrader.Command> grader) {
        TestProbe<ProblemRecord> probe = kit.createTestProbe();
        grader.tell(new ProblemGrader.Describe(probe.ref()));
        return probe.receiveMessage();
    }
}
