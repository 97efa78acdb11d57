package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mathesis.actors.rl.ProblemGrader.ProblemRecord;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grader;
import mathesis.reward.answer.AnswerGrader;
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
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final TestProbe<BatchPublisher.Command> publisher = kit.createTestProbe();

    @AfterEach
    void end() {
        threads.shutdownNow();
        kit.shutdownTestKit();
    }

    @Test
    void a_graded_group_goes_to_the_publisher_and_into_the_record() {
        var grader = grader(new AnswerGrader());
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        var grades =
                publisher.expectMessageClass(BatchPublisher.Pack.class).graded().grades();
        assertEquals(List.of(new OutcomeGrade(1, true, "7"), new OutcomeGrade(0, false, "8")), grades);
        assertEquals(new ProblemRecord("p", 1, 2, 1, 0), record(grader));
    }

    @Test
    void a_grader_that_breaks_fails_the_solutions_and_does_not_make_them_wrong() {
        var grader = grader(_ -> {
            throw new IllegalArgumentException("cannot read this");
        });
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        var failed = new Failed("grading failed: cannot read this");
        assertEquals(
                List.of(failed, failed),
                publisher.expectMessageClass(BatchPublisher.Pack.class).graded().grades());
        assertEquals(new ProblemRecord("p", 1, 2, 0, 2), record(grader));
    }

    @Test
    void grading_that_takes_too_long_is_interrupted_and_fails() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var grader = grader(group -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new AnswerGrader().grade(group);
        });
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        begun.await();
        time.timePasses(Duration.ofSeconds(5));
        var failed = new Failed("not graded in 5000 ms (reward.timeout)");
        assertEquals(
                List.of(failed, failed),
                publisher.expectMessageClass(BatchPublisher.Pack.class).graded().grades());
        interrupted.await();
        assertEquals(new ProblemRecord("p", 1, 2, 0, 2), record(grader));
        publisher.expectNoMessage(Duration.ofMillis(1));
    }

    @Test
    void a_group_that_comes_twice_while_it_is_graded_is_graded_once() throws InterruptedException {
        var go = new CountDownLatch(1);
        var grader = grader(group -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new AnswerGrader().grade(group);
        });
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        grader.tell(new ProblemGrader.Grade(TinyModel.group("00000001", 1)));
        assertEquals(0, record(grader).groups());
        go.countDown();
        publisher.expectMessageClass(BatchPublisher.Pack.class);
        publisher.expectNoMessage(Duration.ofMillis(1));
    }

    private ActorRef<ProblemGrader.Command> grader(Grader grader) {
        var parts = new ProblemGrader.Parts(
                grader, threads, Duration.ofSeconds(5), publisher.ref(), new Timeline(System::nanoTime));
        return kit.spawn(ProblemGrader.create("p", parts));
    }

    private ProblemRecord record(ActorRef<ProblemGrader.Command> grader) {
        TestProbe<ProblemRecord> probe = kit.createTestProbe();
        grader.tell(new ProblemGrader.Describe(probe.ref()));
        return probe.receiveMessage();
    }
}
