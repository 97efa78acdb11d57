package mathesis.learner.stream;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.AeronException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mathesis.engine.ModelConfig;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;

/// A process's share in the streams: an embedded media driver and its client. One per process is enough. Opening and
/// closing streams is safe from any thread; each stream then belongs to one thread at a time.
///
/// ```java
/// try (var transport = AeronTransport.open(TransportSettings.usual());
///         var batches = transport.publishBatches(Channel.loopback(40_100))) {
///     batches.offer(batch);
/// }
/// ```
public final class AeronTransport implements AutoCloseable {
    private static final int BATCHES = 1;
    private static final int WEIGHTS = 2;

    /// What fits the loopback device, in whole Aeron frames.
    private static final int LARGEST_DATAGRAM = 65_504;

    /// Long enough for a laptop's nap or a debugger: driver and client live and die together.
    private static final long LIVENESS_SECONDS = 60;

    private final TransportErrors errors = new TransportErrors();
    private final MediaDriver driver;
    private final Aeron client;
    private final int loopbackMtu;

    private AeronTransport(TransportSettings settings) {
        var sockets = SocketLimits.ofSystem();
        int window = Math.min(sockets.receive(), settings.termLength() / 2);
        loopbackMtu = Math.min(LARGEST_DATAGRAM, settings.termLength() / 8);
        DriverFolder.sweep(settings.folder());
        driver = MediaDriver.launch(driverContext(settings, sockets, window));
        try {
            client = Aeron.connect(clientContext());
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    /// Starts the driver, after removing what killed processes left.
    public static AeronTransport open(TransportSettings settings) {
        try {
            return new AeronTransport(settings);
        } catch (RuntimeException e) {
            throw new TransportException("no media driver in " + settings.folder() + ": " + e.getMessage(), e);
        }
    }

    /// Sends batches to the one subscriber of the channel.
    public BatchPublication publishBatches(Channel channel) {
        return new BatchPublication(publication(channel, BATCHES));
    }

    /// Takes the batches of every publisher of the channel.
    public BatchSubscription subscribeBatches(Channel channel) {
        return new BatchSubscription(feed(channel, BATCHES));
    }

    /// Sends weights to every subscriber of the channel.
    public WeightsPublication publishWeights(Channel channel) {
        return new WeightsPublication(publication(channel, WEIGHTS));
    }

    /// Takes weights that are broadcast to this process.
    ///
    /// @param config shape of the weights that will be taken; others are dropped
    public WeightsSubscription subscribeWeights(Channel channel, ModelConfig config) {
        return new WeightsSubscription(feed(channel, WEIGHTS), config);
    }

    /// The latest errors of driver and client, each with where it happened; empty when all is well.
    public List<String> errors() {
        return errors.latest();
    }

    /// True once the streams no longer work, by [#close()] or by an error.
    public boolean closed() {
        return client.isClosed();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(client, driver);
    }

    private ExclusivePublication publication(Channel channel, int stream) {
        var uri = channel.publicationUri() + (channel.loopback() ? "|mtu=" + loopbackMtu : "");
        try {
            return client.addExclusivePublication(uri, stream);
        } catch (AeronException e) {
            throw failure("publish", uri, stream, e);
        }
    }

    private Feed feed(Channel channel, int stream) {
        try {
            return Feed.open(client, channel.subscriptionUri(), stream);
        } catch (AeronException e) {
            throw failure("subscribe to", channel.subscriptionUri(), stream, e);
        }
    }

    private static TransportException failure(String what, String uri, int stream, AeronException e) {
        return new TransportException("cannot " + what + " stream " + stream + " on " + uri + ": " + e.getMessage(), e);
    }

    private MediaDriver.Context driverContext(TransportSettings settings, SocketLimits sockets, int window) {
        return new MediaDriver.Context()
                .aeronDirectoryName(DriverFolder.fresh(settings.folder()).toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(10, 20, 1_000, TimeUnit.MILLISECONDS.toNanos(1)))
                .termBufferSparseFile(true)
                .publicationTermBufferLength(settings.termLength())
                .ipcTermBufferLength(settings.termLength())
                .socketRcvbufLength(sockets.receive())
                .socketSndbufLength(sockets.send())
                .initialWindowLength(window)
                .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(LIVENESS_SECONDS))
                .publicationUnblockTimeoutNs(TimeUnit.SECONDS.toNanos(LIVENESS_SECONDS + 15))
                .errorHandler(e -> errors.add("media driver", e));
    }

    private Aeron.Context clientContext() {
        return new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .driverTimeoutMs(TimeUnit.SECONDS.toMillis(LIVENESS_SECONDS))
                .errorHandler(e -> errors.add("client", e));
    }
}
