package mathesis.learner.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import mathesis.engine.ModelConfig;
import mathesis.engine.Weights;

/// Waiting with a deadline, models of a wanted size and free ports for the tests of the streams.
final class Streams {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Streams() {}

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "waited " + DEADLINE + " for: " + what);
            LockSupport.parkNanos(50_000);
        }
    }

    /// Polls until there is an event, driving the other side in between.
    static <T> T next(String what, Runnable otherSide, Supplier<Optional<T>> poll) {
        var found = new Object() {
            Optional<T> event = Optional.empty();
        };
        until(what, () -> {
            otherSide.run();
            found.event = poll.get();
            return found.event.isPresent();
        });
        return found.event.orElseThrow();
    }

    /// A model of one layer whose weights take a little more than `vocabulary * 256` bytes.
    static ModelConfig model(int vocabulary) {
        return new ModelConfig(
                ModelConfig.Architecture.LLAMA,
                vocabulary,
                64,
                64,
                1,
                2,
                2,
                32,
                128,
                1e-5,
                10_000,
                new ModelConfig.RopeScaling.None(),
                true);
    }

    static Weights weights(ModelConfig config, long seed) {
        return Weights.random(config, 0.02, new Random(seed));
    }

    static int freePort() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
