package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mathesis.actors.node.NodeThreads;
import mathesis.learner.PackedBatch;
import mathesis.learner.Packer;
import mathesis.learner.stream.AeronTransport;
import mathesis.learner.stream.BatchSubscription.Event.Arrived;
import mathesis.learner.stream.Channel;
import mathesis.learner.stream.TransportSettings;
import mathesis.reward.Grade.Failed;
import mathesis.reward.GradedGroup;
import mathesis.reward.answer.AnswerGrader;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real publisher: real journal, real stream, with the far end of the stream in hand.
@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchPublisherTest {
    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config().withFallback(TestSettings.local()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<RunController.Command> controller = kit.createTestProbe();
    private final AtomicLong clock = new AtomicLong();
    private final NodeThreads threads = new NodeThreads();
    private final AeronTransport transport = AeronTransport.open(TransportSettings.usual());
    private final StreamLoop loop = new StreamLoop(Throwable::printStackTrace);
    private final BlockingQueue<PackedBatch> arrived = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    BatchPublisherTest() {
        var subscription = transport.subscribeBatches(new Channel.Ipc());
        loop.add(() -> {
            var event = subscription.poll();
            event.ifPresent(happened -> {
                if (happened instanceof Arrived(var batch)) {
                    arrived.add(batch);
                }
            });
            return event.isPresent();
        });
    }

    @AfterEach
    void end() throws Exception {
        kit.shutdownTestKit();
        assertTrue(threads.stop(Duration.ofSeconds(30)));
        loop.close();
        transport.close();
    }

    @Test
    void a_graded_group_is_sent_again_and_again_until_the_learner_has_it() throws InterruptedException {
        try (var outbox = outbox(20)) {
            var publisher = publisher(outbox);
            publisher.tell(new BatchPublisher.Pack(graded("00000003")));
            assertEquals(List.of("00000003"), arrived.take().groupIds());
            assertEquals(List.of("00000003"), arrived.take().groupIds());
            publisher.tell(new BatchPublisher.Acknowledged(List.of("00000003")));
            pass(Duration.ofSeconds(120));
            publisher.tell(new BatchPublisher.Pack(graded("00000004")));
            while (!arrived.take().groupIds().equals(List.of("00000004"))) {
                // what was under way when the word came
            }
            publisher.tell(new BatchPublisher.Acknowledged(List.of("00000004")));
        }
    }

    @Test
    void a_group_of_which_nothing_could_be_graded_is_lost() {
        try (var outbox = outbox(1_000)) {
            var group = TinyModel.group("00000003", 1);
            publisher(outbox)
                    .tell(new BatchPublisher.Pack(
                            new GradedGroup(group, Collections.nCopies(2, new Failed("too slow")))));
            controller.expectMessage(new RunController.Lost("00000003", "no completion could be scored: too slow"));
        }
    }

    @Test
    void after_a_restart_the_learner_gets_what_it_lacks_and_nothing_else() throws InterruptedException {
        try (var outbox = outbox(60_000)) {
            for (var id : List.of("00000000", "00000001", "00000002")) {
                outbox.put(batch(id));
                arrived.take();
            }
        }
        try (var outbox = outbox(60_000)) {
            publisher(outbox).tell(new BatchPublisher.Flush(0, List.of("00000001")));
            assertEquals(List.of("00000000"), arrived.take().groupIds());
            assertEquals(List.of("00000002"), arrived.take().groupIds());
            assertEquals(null, arrived.poll(50, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void a_learner_that_never_answers_ends_the_publisher() throws InterruptedException {
        try (var outbox = outbox(60_000)) {
            var publisher = publisher(outbox);
            publisher.tell(new BatchPublisher.Pack(graded("00000003")));
            arrived.take();
            pass(Duration.ofSeconds(61));
            controller.expectTerminated(publisher);
        }
    }

    @Test
    void a_group_that_was_packed_before_is_not_waited_for_again() throws InterruptedException {
        try (var outbox = outbox(60_000)) {
            var publisher = publisher(outbox);
            publisher.tell(new BatchPublisher.Pack(graded("00000003")));
            arrived.take();
            publisher.tell(new BatchPublisher.Acknowledged(List.of("00000003")));
            publisher.tell(new BatchPublisher.Pack(graded("00000003")));
            publisher.tell(new BatchPublisher.Pack(graded("00000004")));
            assertEquals(List.of("00000004"), arrived.take().groupIds());
            publisher.tell(new BatchPublisher.Acknowledged(List.of("00000004")));
            pass(Duration.ofSeconds(61));
            publisher.tell(new BatchPublisher.Pack(graded("00000005")));
            assertEquals(List.of("00000005"), arrived.take().groupIds(), "it is still there");
        }
    }

    private Outbox outbox(long resendMillis) {
        return new Outbox(
                folder, transport.publishBatches(new Channel.Ipc()), TimeUnit.MILLISECONDS.toNanos(resendMillis), loop);
    }

    private ActorRef<BatchPublisher.Command> publisher(Outbox outbox) {
        return kit.spawn(BatchPublisher.create(new BatchPublisher.Parts(
                new Packer(TestSettings.with().grpo()),
                outbox,
                threads.single("outbox"),
                controller.ref(),
                Duration.ofSeconds(60),
                new Timeline(System::nanoTime),
                clock::get)));
    }

    private static GradedGroup graded(String id) {
        return new AnswerGrader().grade(TinyModel.group(id, DealOrder.number(id) / 2 + 1));
    }

    private static PackedBatch batch(String id) {
        return ((Packer.Packing.Packed) new Packer(TestSettings.with().grpo()).pack(graded(id))).batch();
    }

    private void pass(Duration duration) {
        clock.addAndGet(duration.toNanos());
        time.timePasses(duration);
    }
}
