package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import mathesis.engine.PolicyVersion;
import mathesis.engine.PretrainedModel;
import mathesis.engine.WeightFormat;
import mathesis.learner.stream.AeronTransport;
import mathesis.learner.stream.Channel;
import mathesis.learner.stream.TransportSettings;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WeightReceiverTest {
    private static final PolicyVersion VERSION = new PolicyVersion(3);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config().withFallback(TestSettings.local()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<Learner.Command> learner = kit.createTestProbe();
    private final TestProbe<RolloutWorker.Command> worker = kit.createTestProbe();
    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch clockRead = new CountDownLatch(1);
    private final PretrainedModel model = TinyModel.load();
    private final PolicyShelf shelf = new PolicyShelf(model.config(), WeightFormat.FLOAT32, 1);
    private final AeronTransport transport = AeronTransport.open(TransportSettings.usual());
    private final StreamLoop loop = new StreamLoop(Throwable::printStackTrace);
    private final ActorRef<WeightReceiver.Command> receiver = kit.spawn(WeightReceiver.create(
            new WeightReceiver.Parts(
                    shelf, List.of(worker.ref()), Duration.ofSeconds(2), Duration.ofSeconds(9), this::nanoTime),
            transport.subscribeWeights(new Channel.Ipc(), model.config()),
            loop));

    @AfterEach
    void end() throws InterruptedException {
        kit.shutdownTestKit();
        loop.close();
        transport.close();
        shelf.close();
        model.close();
    }

    @Test
    void workers_are_told_once_a_version_is_whole_and_on_the_shelf() {
        var outlet = outlet();
        outlet.publish(VERSION, model.weights());
        worker.expectMessage(new RolloutWorker.WeightsReady(VERSION));
        assertEquals(Optional.of(VERSION), shelf.newest());
        try (var lease = shelf.lease(VERSION)) {
            assertEquals(model.weights().sha256(), lease.policy().weights().sha256());
        }
        receiver.tell(new WeightReceiver.Announced(VERSION, learner.ref()));
        pass(20);
        learner.expectNoMessage(Duration.ofMillis(1));
    }

    @Test
    void weights_that_were_announced_and_do_not_come_are_asked_for_again() throws InterruptedException {
        receiver.tell(new WeightReceiver.Announced(VERSION, learner.ref()));
        clockRead.await();
        pass(3);
        learner.expectMessage(new Learner.ResendWeights());
        outlet().publish(VERSION, model.weights());
        worker.expectMessage(new RolloutWorker.WeightsReady(VERSION));
        pass(20);
        learner.expectNoMessage(Duration.ofMillis(1));
    }

    @Test
    void weights_that_never_come_end_the_receiver() throws InterruptedException {
        receiver.tell(new WeightReceiver.Announced(VERSION, learner.ref()));
        clockRead.await();
        pass(10);
        learner.expectTerminated(receiver);
    }

    private long nanoTime() {
        long now = clock.get();
        clockRead.countDown();
        return now;
    }

    private WeightsOutlet outlet() {
        return new WeightsOutlet(
                transport.publishWeights(new Channel.Ipc()),
                loop,
                new Timeline(System::nanoTime),
                Duration.ofSeconds(2));
    }

    private void pass(int seconds) {
        clock.addAndGet(seconds * 1_000_000_000L);
        time.timePasses(Duration.ofSeconds(1));
    }
}
