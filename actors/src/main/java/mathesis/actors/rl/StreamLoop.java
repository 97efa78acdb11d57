package mathesis.actors.rl;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The one thread that touches this node's streams: it does what it is asked and in between polls, and rests when
/// nothing moves. A request wakes it at once.
final class StreamLoop implements Executor, AutoCloseable {
    /// A stream to poll.
    @FunctionalInterface
    interface Duty {
        /// Does a bounded piece of work; true when there was any.
        boolean work();
    }

    /// What arrives from another process waits at most so long; within this process nothing waits.
    private static final long REST_NANOS = 1_000_000;

    private static final int IDLE_TURNS_BEFORE_REST = 20;

    private final ConcurrentLinkedQueue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final List<Duty> duties = new CopyOnWriteArrayList<>();
    private final Consumer<Throwable> onFailure;
    private final Thread thread;
    private volatile boolean running = true;

    /// @param onFailure told once when a duty throws; the loop ends then
    StreamLoop(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().daemon().name("mathesis-streams").start(this::run);
    }

    /// Polls a stream from now on.
    void add(Duty duty) {
        duties.add(duty);
    }

    /// Runs a piece of work on the loop's thread. It must not throw: that would end the loop.
    @Override
    public void execute(Runnable work) {
        requests.add(work);
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            int idle = 0;
            while (running) {
                idle = turn() ? 0 : idle + 1;
                if (idle > IDLE_TURNS_BEFORE_REST) {
                    LockSupport.parkNanos(REST_NANOS);
                }
            }
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    private boolean turn() {
        boolean worked = false;
        for (var request = requests.poll(); request != null; request = requests.poll()) {
            request.run();
            worked = true;
        }
        for (var duty : duties) {
            worked |= duty.work();
        }
        return worked;
    }

    /// Ends the loop after the turn that is under way.
    @Override
    public void close() throws InterruptedException {
        running = false;
        LockSupport.unpark(thread);
        thread.join();
    }
}
