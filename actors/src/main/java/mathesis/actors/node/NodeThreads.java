package mathesis.actors.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The threads on which a node computes, besides those of Pekko and Aeron. Each has a name and one kind of work.
public final class NodeThreads {
    private final List<ExecutorService> executors = new ArrayList<>();

    /// One thread; work waits its turn.
    public ExecutorService single(String name) {
        return add(Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("mathesis-" + name).factory()));
    }

    /// Several threads.
    public ExecutorService several(String name, int count) {
        return add(Executors.newFixedThreadPool(
                count,
                Thread.ofPlatform().daemon().name("mathesis-" + name + "-", 1).factory()));
    }

    /// Takes no more work, drops what has not begun, and waits for what has; false when that took too long.
    public boolean stop(Duration longest) throws InterruptedException {
        executors.forEach(ExecutorService::shutdownNow);
        long end = System.nanoTime() + longest.toNanos();
        boolean stopped = true;
        for (var executor : executors) {
            stopped &= executor.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return stopped;
    }

    private ExecutorService add(ExecutorService executor) {
        executors.add(executor);
        return executor;
    }
}
