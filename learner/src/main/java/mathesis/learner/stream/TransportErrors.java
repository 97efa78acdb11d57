package mathesis.learner.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what went wrong behind the streams, where no caller is there to be told. Thread-safe.
final class TransportErrors {
    private static final Logger LOG = LoggerFactory.getLogger(AeronTransport.class);
    private static final int KEPT = 16;

    private final Deque<String> latest = new ArrayDeque<>();

    synchronized void add(String where, Throwable error) {
        LOG.warn("{}: {}", where, error.toString(), error);
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(where + ": " + error);
    }

    synchronized List<String> latest() {
        return List.copyOf(latest);
    }
}
