package mathesis.learner.stream;

/// The running figures behind [StreamCounts]. Single-threaded, like the stream's end that it belongs to.
final class StreamTally {
    private long messages;
    private long chunks;
    private long bytes;
    private long dropped;
    private long superseded;
    private long backPressured;
    private long startNanos;
    private long lastNanos;

    void began() {
        startNanos = System.nanoTime();
    }

    void chunk(long payloadBytes) {
        chunks++;
        bytes += payloadBytes;
    }

    void whole() {
        messages++;
        lastNanos = System.nanoTime() - startNanos;
    }

    void dropped() {
        dropped++;
    }

    void superseded() {
        superseded++;
    }

    void backPressured() {
        backPressured++;
    }

    StreamCounts counts() {
        return new StreamCounts(messages, chunks, bytes, dropped, superseded, backPressured, lastNanos);
    }
}
