package mathesis.learner.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import mathesis.learner.PackedBatch;
import mathesis.learner.stream.BatchSubscription.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchStreamTest {
    @TempDir
    Path folder;

    private AeronTransport transport;

    @BeforeEach
    void open() {
        transport = AeronTransport.open(new TransportSettings(folder, 64 << 10));
    }

    @AfterEach
    void close() {
        assertEquals(java.util.List.of(), transport.errors());
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

    private static PackedBatch deliver(
            PackedBatch batch, BatchPublication publication, BatchSubscription subscription) {
        var sent = new boolean[1];
        var event = Streams.next(
                "the batch", () -> sent[0] = sent[0] || publication.offer(batch) == Offer.ACCEPTED, subscription::poll);
        return assertInstanceOf(Event.Arrived.class, event).batch();
    }
}
