package mathesis.learner.stream;

import io.aeron.Aeron;
import io.aeron.Subscription;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A subscription and the sessions that have left it, which Aeron's own thread reports.
record Feed(Subscription subscription, Queue<Integer> goneSessions) implements AutoCloseable {
    static Feed open(Aeron client, String uri, int stream) {
        var gone = new ConcurrentLinkedQueue<Integer>();
        return new Feed(client.addSubscription(uri, stream, _ -> {}, image -> gone.add(image.sessionId())), gone);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
