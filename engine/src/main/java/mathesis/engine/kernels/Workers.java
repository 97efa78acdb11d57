package mathesis.engine.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// A small pool that splits a loop over threads. The caller works too; with one thread it works alone.
///
/// Whoever is free claims the next range: large ones first, single grains at the end. So a helper that another process
/// keeps off its core delays the loop by no more than the range that it holds, and one that comes late finds nothing
/// left. A thread that has worked and waits spins for at most 20 microseconds, then parks and leaves the core to
/// others. Loops of several callers take turns. A loop allocates nothing.
///
/// How memory is ordered: only the caller whose turn it is writes `count`, `grain`, `task`, `caller` and `unfinished`;
/// then it publishes them by setting `claims` to a new loop's number and its unclaimed iterations. A thread reads
/// `claims`, then these fields, then claims by compare-and-set. If that succeeds, no loop began in between (`claims`
/// does not repeat a value for four billion loops), and none can begin before the claimed range is done and taken off
/// `unfinished`: the fields were those of this loop. If it fails, what was read is dropped. The caller returns after
/// reading `unfinished` as 0, which comes after every range was taken off and so after every write of a range.
public final class Workers implements AutoCloseable {
    private static final long SPIN_NANOS = 20_000;
    /// A claim takes this share of what is left for each thread, so no range exceeds an eighth of a loop.
    private static final int SHARES_PER_THREAD = 4;

    /// A part of a loop.
    public interface Range {
        /// Does the iterations `[from, to)`.
        void run(int from, int to);
    }

    private final List<Helper> helpers = new ArrayList<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closed;

    /// The number of the loop in the upper half, its iterations that nobody has claimed in the lower half.
    private final AtomicLong claims = new AtomicLong();
    /// Iterations of the loop that are not done yet.
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private int count;
    private int grain = 1;
    private Range task;
    private Thread caller;

    private Workers(int threads) {
        for (int i = 1; i < threads; i++) {
            helpers.add(new Helper(this, i));
        }
        helpers.forEach(Thread::start);
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
    /// ended.
    ///
    /// A grain is worth a hand-over: 50 microseconds of work or more. A loop of one grain is the caller's alone.
    ///
    /// @throws IllegalStateException from inside a range of these workers, unless the caller is their only thread
    public void forEach(int count, int grain, Range task) {
        if (grain < 1) {
            throw new IllegalArgumentException("grain is " + grain + "; must be at least 1");
        }
        if (!helpers.isEmpty()) {
            refuseNested();
        }
        if (helpers.isEmpty() || count <= grain) {
            if (count > 0) {
                task.run(0, count);
            }
            return;
        }
        turn.lock();
        try {
            begin(count, grain, task);
            work();
            awaitHelpers();
            rethrow(failure.getAndSet(null));
        } finally {
            turn.unlock();
        }
    }

    private void refuseNested() {
        boolean inHelper = Thread.currentThread() instanceof Helper helper && helper.pool == this;
        if (inHelper || turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a loop was started inside a range of another loop of the same workers");
        }
    }

    private void begin(int count, int grain, Range task) {
        this.count = count;
        this.grain = grain;
        this.task = task;
        this.caller = Thread.currentThread();
        unfinished.set(count);
        claims.set(((claims.get() >>> 32) + 1) << 32 | count);
        for (int i = 0; i < helpers.size(); i++) {
            LockSupport.unpark(helpers.get(i));
        }
    }

    /// Claims and runs ranges until none is left; returns whether there were any.
    private boolean work() {
        boolean worked = false;
        for (long seen = claims.get(); (int) seen > 0; seen = claims.get()) {
            int left = (int) seen;
            int from = count - left;
            int size = Math.min(left, size(left));
            var loopsTask = task;
            var loopsCaller = caller;
            if (claims.compareAndSet(seen, seen - size)) {
                worked = true;
                run(loopsTask, from, from + size);
                if (unfinished.addAndGet(-size) == 0 && Thread.currentThread() != loopsCaller) {
                    LockSupport.unpark(loopsCaller);
                }
            }
        }
        return worked;
    }

    private int size(int left) {
        int share = left / (SHARES_PER_THREAD * threads());
        return Math.max(1, share / grain) * grain;
    }

    private void run(Range loopsTask, int from, int to) {
        try {
            loopsTask.run(from, to);
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    /// Waits for the ranges of others. An interrupt is kept for the caller: it would turn parking into spinning.
    private void awaitHelpers() {
        boolean interrupted = false;
        long deadline = System.nanoTime() + SPIN_NANOS;
        while (unfinished.get() > 0) {
            if (System.nanoTime() - deadline < 0) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /// Ends the helper threads. Not to be called while a loop runs.
    @Override
    public void close() {
        closed = true;
        helpers.forEach(LockSupport::unpark);
    }

    private void help() {
        boolean worked = false;
        while (!closed) {
            awaitLoop(worked ? SPIN_NANOS : 0);
            worked = work();
        }
    }

    private void awaitLoop(long spinNanos) {
        long deadline = System.nanoTime() + spinNanos;
        while ((int) claims.get() == 0 && !closed) {
            if (System.nanoTime() - deadline < 0) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private static final class Helper extends Thread {
        private final Workers pool;

        Helper(Workers pool, int number) {
            super("kernel-worker-" + number);
            this.pool = pool;
            setDaemon(true);
        }

        @Override
        public void run() {
            pool.help();
        }
    }
}
