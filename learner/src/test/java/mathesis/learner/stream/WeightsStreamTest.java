package mathesis.learner.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mathesis.engine.ModelConfig;
import mathesis.engine.PolicyVersion;
import mathesis.learner.stream.WeightsSubscription.Event;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WeightsStreamTest {
    private static final ModelConfig SMALL = Streams.model(100);
    /// 5 MB, 20 chunks.
    private static final ModelConfig LARGE = Streams.model(20_000);

    @TempDir
    Path folder;

    private AeronTransport transport;

    @BeforeEach
    void open() {
        transport = AeronTransport.open(TransportSettings.usual().in(folder));
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), transport.errors());
        transport.close();
    }

    static Stream<Channel> channels() {
        return Stream.of(
                new Channel.Ipc(), Channel.loopback(Streams.freePort()), Channel.loopbackBroadcast(Streams.freePort()));
    }

    @ParameterizedTest
    @MethodSource("channels")
    void several_megabytes_arrive_bit_for_bit(Channel channel) {
        try (var subscription = transport.subscribeWeights(channel, LARGE);
                var publication = transport.publishWeights(channel);
                var weights = Streams.weights(LARGE, 1)) {
            publication.publish(new PolicyVersion(7), weights);
            var arrived = arrival(publication, subscription);
            assertEquals(new PolicyVersion(7), arrived.version());
            assertEquals(weights.sha256(), arrived.staging().sha256());
            assertEquals(Offer.ACCEPTED, publication.poll());
            assertEquals(weights.data().byteSize(), subscription.counts().bytes());
            assertEquals(publication.counts().chunks(), subscription.counts().chunks());
            assertTrue(subscription.counts().lastNanos() > 0);
        }
    }

    @Test
    void training_may_go_on_while_the_weights_are_on_their_way() {
        try (var publication = transport.publishWeights(new Channel.Ipc());
                var weights = Streams.weights(SMALL, 1)) {
            var before = weights.sha256();
            publication.publish(new PolicyVersion(1), weights);
            weights.clear();
            try (var subscription = transport.subscribeWeights(new Channel.Ipc(), SMALL)) {
                assertEquals(
                        before, arrival(publication, subscription).staging().sha256());
            }
        }
    }

    @Test
    void a_newer_version_replaces_one_that_is_half_sent() {
        try (var subscription = transport.subscribeWeights(new Channel.Ipc(), LARGE);
                var publication = transport.publishWeights(new Channel.Ipc());
                var one = Streams.weights(LARGE, 1);
                var two = Streams.weights(LARGE, 2)) {
            Streams.until("connection", publication::connected);
            publication.publish(new PolicyVersion(1), one);
            Streams.until("back-pressure", () -> publication.poll() == Offer.BACK_PRESSURED);
            publication.publish(new PolicyVersion(2), two);
            var arrived = arrival(publication, subscription);
            assertEquals(new PolicyVersion(2), arrived.version());
            assertEquals(two.sha256(), arrived.staging().sha256());
            assertEquals(1, subscription.counts().superseded());
            assertEquals(0, subscription.counts().dropped());
        }
    }

    @Test
    void a_late_joiner_gets_the_newest_version_again_and_the_others_are_not_bothered() {
        var channel = Channel.loopbackBroadcast(Streams.freePort());
        try (var early = transport.subscribeWeights(channel, SMALL);
                var publication = transport.publishWeights(channel);
                var weights = Streams.weights(SMALL, 1)) {
            publication.publish(new PolicyVersion(3), weights);
            arrival(publication, early);
            try (var elsewhere = AeronTransport.open(TransportSettings.usual().in(folder));
                    var late = elsewhere.subscribeWeights(channel, SMALL)) {
                Streams.until("a second subscriber", late::connected);
                publication.resend();
                Streams.until("resending", () -> publication.poll() == Offer.ACCEPTED);
                var arrived = arrival(publication, late);
                assertEquals(new PolicyVersion(3), arrived.version());
                assertEquals(weights.sha256(), arrived.staging().sha256());
                assertEquals(2, publication.counts().messages());
                assertEquals(Optional.empty(), early.poll());
                assertEquals(1, early.counts().messages());
            }
        }
    }

    @Test
    void a_resend_asked_for_in_the_middle_of_a_transfer_follows_it() {
        try (var subscription = transport.subscribeWeights(new Channel.Ipc(), LARGE);
                var publication = transport.publishWeights(new Channel.Ipc());
                var weights = Streams.weights(LARGE, 1)) {
            Streams.until("connection", publication::connected);
            publication.publish(new PolicyVersion(1), weights);
            Streams.until("back-pressure", () -> publication.poll() == Offer.BACK_PRESSURED);
            publication.resend();
            arrival(publication, subscription);
            Streams.until("both transfers", () -> {
                assertEquals(Optional.empty(), subscription.poll());
                return publication.poll() == Offer.ACCEPTED;
            });
            assertEquals(2, publication.counts().messages());
        }
    }

    @Test
    void a_version_with_a_lost_chunk_is_dropped_and_arrives_when_asked_for_again() throws IOException {
        try (var subscription = transport.subscribeWeights(new Channel.Ipc(), SMALL);
                var weights = Streams.weights(SMALL, 1);
                var driver = Files.list(folder);
                var client = Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(driver.findFirst().orElseThrow().toString()));
                var raw = client.addExclusivePublication("aeron:ipc", 2)) {
            var chunks = Chunks.of(WeightsLayout.of(SMALL), 9, weights.data(), 10_000);
            for (int i = 0; i < chunks.size(); i++) {
                if (i != 4) {
                    send(raw, chunks.get(i));
                }
            }
            var dropped = assertInstanceOf(Event.Dropped.class, Streams.next("a gap", () -> {}, subscription::poll));
            assertEquals(
                    "chunk 4 of " + chunks.size() + " of transfer 9 is missing; chunk 5 of transfer 9 came",
                    dropped.reason());
            chunks.forEach(chunk -> send(raw, chunk));
            var event = Streams.next("the version", () -> {}, subscription::poll);
            assertEquals(
                    weights.sha256(),
                    assertInstanceOf(Event.Arrived.class, event).staging().sha256());
            assertEquals(1, subscription.counts().dropped());
        }
    }

    @Test
    void a_publisher_that_goes_away_in_the_middle_is_reported() {
        try (var subscription = transport.subscribeWeights(new Channel.Ipc(), LARGE);
                var weights = Streams.weights(LARGE, 1)) {
            try (var publication = transport.publishWeights(new Channel.Ipc())) {
                publication.publish(new PolicyVersion(5), weights);
                Streams.until("back-pressure", () -> publication.poll() == Offer.BACK_PRESSURED);
            }
            var event = Streams.next("the end", () -> {}, subscription::poll);
            assertEquals(new Event.Dropped("the publisher went away in the middle of transfer 5"), event);
        }
    }

    @Test
    void weights_of_another_shape_are_refused_with_both_sizes() {
        try (var subscription = transport.subscribeWeights(new Channel.Ipc(), SMALL);
                var publication = transport.publishWeights(new Channel.Ipc());
                var weights = Streams.weights(Streams.model(101), 1)) {
            publication.publish(new PolicyVersion(1), weights);
            var event = Streams.next("refusal", publication::poll, subscription::poll);
            var reason = assertInstanceOf(Event.Dropped.class, event).reason();
            assertTrue(reason.contains(weights.data().byteSize() + " bytes"), reason);
        }
    }

    @Test
    void without_subscribers_nothing_is_sent_and_nothing_is_lost() {
        try (var publication = transport.publishWeights(new Channel.Ipc());
                var weights = Streams.weights(SMALL, 1)) {
            publication.publish(new PolicyVersion(1), weights);
            assertEquals(Offer.NOT_CONNECTED, publication.poll());
            try (var subscription = transport.subscribeWeights(new Channel.Ipc(), SMALL)) {
                assertEquals(
                        new PolicyVersion(1), arrival(publication, subscription).version());
            }
        }
    }

    private static Event.Arrived arrival(WeightsPublication publication, WeightsSubscription subscription) {
        var event = Streams.next("the weights", publication::poll, subscription::poll);
        return assertInstanceOf(Event.Arrived.class, event);
    }

    private static void send(io.aeron.ExclusivePublication publication, UnsafeBuffer chunk) {
        Streams.until("room", () -> publication.offer(chunk) > 0);
    }
}
