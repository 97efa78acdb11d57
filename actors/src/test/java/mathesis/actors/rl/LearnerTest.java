package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mathesis.actors.Settings;
import mathesis.actors.node.NodeThreads;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.engine.PolicyVersion;
import mathesis.engine.checkpoint.TrainingCheckpoint;
import mathesis.learner.PackedBatch;
import mathesis.learner.Packer;
import mathesis.learner.Packer.Packing;
import mathesis.learner.stream.AeronTransport;
import mathesis.learner.stream.Channel;
import mathesis.learner.stream.TransportSettings;
import mathesis.reward.answer.AnswerGrader;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real learner on a tiny model: real journal, real stream, real updates.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LearnerTest {
    private final ActorTestKit kit = ActorTestKit.create(TestSettings.local());
    private final TestProbe<RunController.Command> controller = kit.createTestProbe();
    private final TestProbe<BatchPublisher.Command> publisher = kit.createTestProbe();
    private final TestProbe<WeightReceiver.Command> receiver = kit.createTestProbe();
    private final Timeline timeline = new Timeline(System::nanoTime);
    private final NodeThreads threads = new NodeThreads();
    private final AeronTransport transport = AeronTransport.open(TransportSettings.usual());
    private final StreamLoop loop = new StreamLoop(Throwable::printStackTrace);
    private RunFolder run;
    private Inbox inbox;
    private PolicyTraining training;

    @TempDir
    Path folder;

    @BeforeEach
    void make_a_run_folder() throws IOException {
        run = RunFolder.create(folder.resolve("run"));
        try (var model = TinyModel.load()) {
            model.save(run.initial());
        }
        var receptionist = kit.system().receptionist();
        receptionist.tell(Receptionist.register(BatchPublisher.KEY, publisher.ref()));
        receptionist.tell(Receptionist.register(WeightReceiver.KEY, receiver.ref()));
    }

    @AfterEach
    void end() throws Exception {
        kit.shutdownTestKit();
        assertTrue(threads.stop(Duration.ofSeconds(30)));
        loop.close();
        transport.close();
        inbox.close();
        training.close();
        run.close();
    }

    @Test
    void a_step_is_trained_on_once_all_its_groups_are_in() throws IOException {
        var learner = standing(TestSettings.with("grpo.learning-rate=0.01"));
        publisher.expectMessage(new BatchPublisher.Flush(0, List.of()));
        receiver.expectMessage(new WeightReceiver.Announced(new PolicyVersion(0), learner));
        String before = training.weights().sha256();
        learner.tell(new Learner.Apply(batch("00000001", 1)));
        received("00000001");
        controller.expectNoMessage(Duration.ofMillis(50));
        learner.tell(new Learner.Apply(batch("00000000", 1)));
        received("00000000");
        var trained = controller.expectMessageClass(RunController.Trained.class);
        assertEquals(List.of("00000000", "00000001"), trained.groupIds());
        assertEquals(8, trained.tokensSampled());
        assertTrue(trained.outcome() instanceof StepOutcome.Learned(var report) && report.groups() == 2);
        assertNotEquals(before, training.weights().sha256());
        receiver.expectMessage(new WeightReceiver.Announced(new PolicyVersion(1), learner));
    }

    @Test
    void a_group_that_comes_again_is_acknowledged_again_and_not_trained_on_again() throws IOException {
        var learner = standing(TestSettings.with());
        publisher.expectMessageClass(BatchPublisher.Flush.class);
        learner.tell(new Learner.Apply(batch("00000000", 1)));
        received("00000000");
        learner.tell(new Learner.Apply(batch("00000000", 1)));
        publisher.expectMessage(new BatchPublisher.Acknowledged(List.of("00000000")));
        controller.expectNoMessage(Duration.ofMillis(50));
        learner.tell(new Learner.Apply(batch("00000001", 1)));
        received("00000001");
        assertEquals(
                List.of("00000000", "00000001"),
                controller.expectMessageClass(RunController.Trained.class).groupIds());
        learner.tell(new Learner.Apply(batch("00000001", 1)));
        publisher.expectMessage(new BatchPublisher.Acknowledged(List.of("00000001")));
    }

    @Test
    void a_lost_group_does_not_hold_up_its_step_and_a_step_of_lost_groups_trains_on_nothing() throws IOException {
        var learner = standing(TestSettings.with());
        publisher.expectMessageClass(BatchPublisher.Flush.class);
        var lost = new LostGroup("00000001", "too long");
        learner.tell(new Learner.Apply(batch("00000000", 1)));
        learner.tell(new Learner.GroupLost(1, lost));
        received("00000000");
        var trained = controller.expectMessageClass(RunController.Trained.class);
        assertEquals(List.of("00000000"), trained.groupIds());
        assertEquals(List.of(lost), trained.lost());
        learner.tell(new Learner.GroupLost(2, new LostGroup("00000002", "too long")));
        learner.tell(new Learner.GroupLost(2, new LostGroup("00000003", "too long")));
        assertEquals(
                new StepOutcome.Empty("every group is lost; the first: too long"),
                controller.expectMessageClass(RunController.Trained.class).outcome());
    }

    @Test
    void a_batch_without_a_finite_gradient_leaves_the_weights_as_they_were() throws IOException {
        var learner = standing(TestSettings.with());
        String before = training.weights().sha256();
        var sick = batch("00000000", 1);
        sick.advantages_T()[1] = Float.NaN;
        learner.tell(new Learner.Apply(sick));
        learner.tell(new Learner.Apply(batch("00000001", 1)));
        controller.expectMessageClass(RunController.Received.class);
        controller.expectMessageClass(RunController.Received.class);
        var trained = controller.expectMessageClass(RunController.Trained.class);
        assertTrue(trained.outcome() instanceof StepOutcome.Quarantined, () -> trained.toString());
        assertEquals(List.of("00000000", "00000001"), trained.groupIds());
        assertEquals(before, training.weights().sha256());
    }

    @Test
    void after_a_step_that_is_to_be_saved_nothing_is_trained_until_it_is() throws IOException {
        var learner = standing(TestSettings.with("run.checkpoint-every=1"));
        learner.tell(new Learner.Apply(batch("00000002", 2)));
        learner.tell(new Learner.Apply(batch("00000003", 2)));
        controller.expectMessageClass(RunController.Received.class);
        controller.expectMessageClass(RunController.Received.class);
        learner.tell(new Learner.GroupLost(1, new LostGroup("00000000", "too long")));
        learner.tell(new Learner.GroupLost(1, new LostGroup("00000001", "too long")));
        assertEquals(
                1, controller.expectMessageClass(RunController.Trained.class).step());
        controller.expectNoMessage(Duration.ofMillis(50));
        learner.tell(new Learner.SaveCheckpoint(1));
        var saved = controller.expectMessageClass(RunController.Saved.class);
        assertEquals(1, saved.step());
        assertEquals(
                1, TrainingCheckpoint.newest(run.checkpoints()).orElseThrow().step());
        assertEquals(
                2, controller.expectMessageClass(RunController.Trained.class).step());
    }

    @Test
    void a_checkpoint_that_cannot_be_written_stops_the_learner() throws IOException {
        Files.writeString(run.checkpoints(), "a file where the folder should be");
        var learner = standing(TestSettings.with());
        learner.tell(new Learner.SaveCheckpoint(0));
        controller.expectTerminated(learner);
    }

    private ActorRef<Learner.Command> standing(Settings settings) throws IOException {
        training = new PolicyTraining(run, settings, timeline);
        inbox = new Inbox(run.inbox());
        var weights =
                new WeightsOutlet(transport.publishWeights(new Channel.Ipc()), loop, timeline, Duration.ofSeconds(2));
        var learner = kit.spawn(Learner.create(new Learner.Parts(
                training,
                inbox,
                weights,
                threads.single("learner"),
                threads.single("inbox"),
                controller.ref(),
                settings,
                timeline)));
        controller.expectMessage(new RunController.LearnerReady(learner, 0, List.of()));
        return learner;
    }

    private void received(String groupId) {
        controller.expectMessage(new RunController.Received(List.of(groupId)));
        publisher.expectMessage(new BatchPublisher.Acknowledged(List.of(groupId)));
    }

    private static PackedBatch batch(String id, long step) {
        var graded = new AnswerGrader().grade(TinyModel.group(id, step));
        var packing = new Packer(TestSettings.with().grpo()).pack(graded);
        return ((Packing.Packed) packing).batch();
    }
}
