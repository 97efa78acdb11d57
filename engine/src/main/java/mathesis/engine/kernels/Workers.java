package mathesis.engine.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// A small pool that splits a loop over threads. The caller works too; with one thread it works alone.
///
/// Ranges are claimed one by one, about four per thread, so that a core taken by another process delays one range and
/// not the whole loop. Waiting threads spin for at most 20 microseconds, then park. Loops of several callers take
/// turns.
public final class Workers implements AutoCloseable {
    private static final long SPIN_NANOS = 20_000;
    private static final int RANGES_PER_THREAD = 4;

    /// A part of a loop.
    public interface Range {
        /// Does the iterations `[from, to)`.
        void run(int from, int to);
    }

    private final List<Thread> helpers = new ArrayList<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Loop current = Loop.NONE;
    private volatile boolean closed;

    private Workers(int threads) {
        for (int i = 1; i < threads; i++) {
            helpers.add(Thread.ofPlatform().daemon().name("kernel-worker-" + i).start(this::help));
        }
    }

    /// A pool of `threads` threads, the caller included.
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; must be at least 1");
        }
        return new Workers(threads);
    }

    /// Threads that work on a loop, the caller included.
    public int threads() {
        return helpers.size() + 1;
    }

    /// Runs `task` on ranges that together make `[0, count)`; inner borders are multiples of `grain`. Returns when all
    /// are done, with their writes visible. The first exception of a range is thrown here, once every range has
    /// ended. Must not be called from inside a range.
    public void forEach(int count, int grain, Range task) {
        if (helpers.isEmpty() || count <= grain) {
            if (count > 0) {
                task.run(0, count);
            }
            return;
        }
        turn.lock();
        try {
            var loop = new Loop(task, count, step(count, grain), Thread.currentThread());
            current = loop;
            helpers.forEach(LockSupport::unpark);
            loop.work();
            loop.await();
            current = Loop.NONE;
            loop.rethrow();
        } finally {
            turn.unlock();
        }
    }

    private int step(int count, int grain) {
        int grains = (count + grain - 1) / grain;
        int ranges = threads() * RANGES_PER_THREAD;
        return (grains + ranges - 1) / ranges * grain;
    }

    /// Ends the helper threads.
    @Override
    public void close() {
        closed = true;
        helpers.forEach(LockSupport::unpark);
    }

    private void help() {
        var done = Loop.NONE;
        while (!closed) {
            var loop = nextAfter(done);
            loop.work();
            done = loop;
        }
    }

    private Loop nextAfter(Loop done) {
        long deadline = System.nanoTime() + SPIN_NANOS;
        while (true) {
            var loop = current;
            if (closed || (loop != done && loop != Loop.NONE)) {
                return loop;
            }
            if (System.nanoTime() - deadline < 0) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    /// One loop: who asks next gets the next range.
    private static final class Loop {
        static final Loop NONE = new Loop((_, _) -> {}, 0, 1, Thread.currentThread());

        private final Range task;
        private final int count;
        private final int step;
        private final Thread caller;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger left;
        private volatile Throwable failure;

        Loop(Range task, int count, int step, Thread caller) {
            this.task = task;
            this.count = count;
            this.step = step;
            this.caller = caller;
            this.left = new AtomicInteger((count + step - 1) / step);
        }

        void work() {
            for (int from = next.getAndAdd(step); from >= 0 && from < count; from = next.getAndAdd(step)) {
                try {
                    task.run(from, Math.min(count, from + step));
                } catch (Throwable e) {
                    failure = failure == null ? e : failure;
                }
                if (left.decrementAndGet() == 0 && Thread.currentThread() != caller) {
                    LockSupport.unpark(caller);
                }
            }
        }

        void await() {
            long deadline = System.nanoTime() + SPIN_NANOS;
            while (left.get() > 0) {
                if (System.nanoTime() - deadline < 0) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }

        void rethrow() {
            switch (failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }
}
