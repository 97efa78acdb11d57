package mathesis.learner.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mathesis.learner.PackedBatch;
import mathesis.learner.stream.BatchSubscription.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchStreamTest {
    /// The smallest there is: messages of 8 KiB, 32 KiB ahead of the slowest.
    private static final int TINY_TERM = 64 << 10;

    /// 40 kB, more than the stream takes while nobody reads.
    private static final PackedBatch LARGE = Batches.batch(1, "large", 2_000, 1);

    @TempDir
    Path folder;

    private AeronTransport transport;

    @BeforeEach
    void open() {
        transport = AeronTransport.open(new TransportSettings(folder, TINY_TERM));
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), transport.errors());
        transport.close();
    }

    static Stream<Channel> channels() {
        return Stream.of(new Channel.Ipc(), Channel.loopback(Streams.freePort()));
    }

    @ParameterizedTest
    @MethodSource("channels")
    void batches_of_every_size_arrive_in_order(Channel channel) {
        try (var subscription = transport.subscribeBatches(channel);
                var publication = transport.publishBatches(channel)) {
            for (int tokens : new int[] {1, 7, 400, 401, 3_000, 20_000}) {
                var batch = Batches.batch(1, "g" + tokens, tokens, tokens);
                assertTrue(Batches.same(batch, deliver(batch, publication, subscription)), tokens + " tokens");
            }
            assertEquals(6, subscription.counts().messages());
            assertEquals(0, subscription.counts().dropped());
            assertEquals(publication.counts().bytes(), subscription.counts().bytes());
        }
    }

    @Test
    void a_slow_consumer_makes_the_publisher_wait_and_nothing_is_lost() {
        try (var subscription = transport.subscribeBatches(new Channel.Ipc());
                var publication = transport.publishBatches(new Channel.Ipc())) {
            Streams.until("connection", publication::connected);
            assertEquals(Offer.BACK_PRESSURED, publication.offer(LARGE));
            assertEquals(Offer.BACK_PRESSURED, publication.offer(LARGE));
            assertTrue(publication.counts().backPressured() > 0);
            assertTrue(Batches.same(LARGE, deliver(LARGE, publication, subscription)));
            assertEquals(1, publication.counts().messages());
        }
    }

    @Test
    void another_batch_in_between_gives_up_the_half_sent_one() {
        try (var subscription = transport.subscribeBatches(new Channel.Ipc());
                var publication = transport.publishBatches(new Channel.Ipc())) {
            Streams.until("connection", publication::connected);
            assertEquals(Offer.BACK_PRESSURED, publication.offer(LARGE));
            var urgent = Batches.batch(1, "urgent", 10, 2);
            assertTrue(Batches.same(urgent, deliver(urgent, publication, subscription)));
            assertTrue(Batches.same(LARGE, deliver(LARGE, publication, subscription)));
            assertEquals(1, subscription.counts().superseded());
        }
    }

    @Test
    void without_a_learner_an_offer_says_so() {
        try (var publication = transport.publishBatches(new Channel.Ipc())) {
            assertEquals(Offer.NOT_CONNECTED, publication.offer(LARGE));
        }
    }

    @Test
    void a_closed_publication_says_so() {
        var publication = transport.publishBatches(new Channel.Ipc());
        publication.close();
        assertEquals(Offer.CLOSED, publication.offer(LARGE));
    }

    @Test
    void the_batches_of_several_publishers_do_not_mix() {
        try (var subscription = transport.subscribeBatches(new Channel.Ipc());
                var one = transport.publishBatches(new Channel.Ipc());
                var two = transport.publishBatches(new Channel.Ipc())) {
            Streams.until("connection", () -> subscription.publishers() == 2);
            var other = Batches.batch(1, "other", 2_000, 2);
            var accepted = new HashSet<BatchPublication>();
            Set<String> arrived = new HashSet<>();
            Streams.until("both", () -> {
                offer(one, LARGE, accepted);
                offer(two, other, accepted);
                subscription
                        .poll()
                        .ifPresent(event -> arrived.addAll(assertInstanceOf(Event.Arrived.class, event)
                                .batch()
                                .groupIds()));
                return arrived.size() == 2;
            });
            assertEquals(0, subscription.counts().dropped());
        }
    }

    @Test
    void a_port_that_the_system_chose_is_told() {
        try (var subscription = transport.subscribeBatches(Channel.loopback(0))) {
            Streams.until("a port", () -> subscription.endpoint().isPresent());
            var port = Integer.parseInt(subscription.endpoint().orElseThrow().replace("127.0.0.1:", ""));
            try (var publication = transport.publishBatches(Channel.loopback(port))) {
                assertTrue(Batches.same(LARGE, deliver(LARGE, publication, subscription)));
            }
        }
    }

    @Test
    void an_unacknowledged_batch_is_sent_again_and_an_acknowledged_one_is_not() {
        try (var subscription = transport.subscribeBatches(new Channel.Ipc());
                var publication = transport.publishBatches(new Channel.Ipc())) {
            Streams.until("connection", () -> publication.connected() && subscription.publishers() == 1);
            var outbox = new BatchOutbox(publication, 1_000);
            outbox.add(Batches.batch(1, "a", 10, 1));
            outbox.add(Batches.batch(1, "b", 10, 2));
            assertEquals(Offer.ACCEPTED, outbox.poll(0));
            assertEquals(Offer.ACCEPTED, outbox.poll(999));
            assertEquals(List.of("a", "b"), arrivals(subscription));
            outbox.acknowledge("a");
            outbox.acknowledge("never sent");
            assertEquals(1, outbox.size());
            assertEquals(Offer.ACCEPTED, outbox.poll(1_000));
            assertEquals(List.of("b"), arrivals(subscription));
            assertEquals(1, outbox.resent());
            outbox.acknowledge("b");
            assertEquals(Offer.ACCEPTED, outbox.poll(5_000));
            assertEquals(List.of(), arrivals(subscription));
            assertEquals(0, outbox.size());
        }
    }

    @Test
    void a_merged_batch_waits_for_all_its_groups() {
        try (var publication = transport.publishBatches(new Channel.Ipc())) {
            var outbox = new BatchOutbox(publication, 1_000);
            outbox.add(PackedBatch.merge(List.of(Batches.batch(1, "a", 10, 1), Batches.batch(1, "b", 10, 2))));
            assertEquals(Offer.NOT_CONNECTED, outbox.poll(0));
            outbox.acknowledge("a");
            assertEquals(1, outbox.size());
            outbox.acknowledge("b");
            assertEquals(0, outbox.size());
        }
    }

    private static List<String> arrivals(BatchSubscription subscription) {
        return Stream.generate(subscription::poll)
                .takeWhile(Optional::isPresent)
                .map(event -> assertInstanceOf(Event.Arrived.class, event.get()).batch())
                .flatMap(batch -> batch.groupIds().stream())
                .toList();
    }

    private static void offer(BatchPublication publication, PackedBatch batch, Set<BatchPublication> accepted) {
        if (!accepted.contains(publication) && publication.offer(batch) == Offer.ACCEPTED) {
            accepted.add(publication);
        }
    }

    private static PackedBatch deliver(
            PackedBatch batch, BatchPublication publication, BatchSubscription subscription) {
        var accepted = new HashSet<BatchPublication>();
        var event = Streams.next("the batch", () -> offer(publication, batch, accepted), subscription::poll);
        return assertInstanceOf(Event.Arrived.class, event).batch();
    }
}
