package mathesis.actors.node;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads for work that may hang. A task has a deadline from when it begins, or from when it last said that it
/// got on; one that misses it fails, its thread is interrupted, given up and replaced, so that no other task
/// waits for it. Where too many threads hang none is replaced any more, and where none is left tasks fail at
/// once.
public final class WatchedThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedThreads.class);
    /// Threads that may hang at a time and are still replaced. Ours.
    public static final int MOST_STUCK = 16;

    /// Work of any length.
    public interface SteadyWork<T> {
        /// @param gotOn to be called now and then, by any thread; the deadline starts anew each time
        T run(Runnable gotOn) throws Exception;
    }

    private final String name;
    private final int threads;
    private final Duration longest;
    private final String setting;
    private final BlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();
    private final ScheduledThreadPoolExecutor watch;
    /// Guarded by this object's lock, as are the counts.
    private final Set<Thread> alive = new HashSet<>();

    private int working;
    private int stuck;
    private int started;
    private boolean closed;

    /// @param name    of the threads, and of what runs on them in messages
    /// @param threads tasks that run at a time
    /// @param longest that one task may take
    /// @param setting that says so
    public WatchedThreads(String name, int threads, Duration longest, String setting) {
        this.name = name;
        this.threads = threads;
        this.longest = longest;
        this.setting = setting;
        this.watch = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("mathesis-" + name + "-watch").factory());
        watch.setRemoveOnCancelPolicy(true);
        synchronized (this) {
            replenish();
        }
    }

    /// Runs a task when a thread is free. What it throws, and that it took too long, comes out of the future; a task
    /// whose future is done before its turn does not run.
    public <T> CompletableFuture<T> submit(Callable<T> work) {
        return submit(new Task<>(_ -> work.call(), "took longer than "));
    }

    /// The same for work that has a deadline for getting on, not for its end.
    public <T> CompletableFuture<T> submitSteady(SteadyWork<T> work) {
        return submit(new Task<>(work, "did not get on for "));
    }

    private <T> CompletableFuture<T> submit(Task<T> task) {
        synchronized (this) {
            if (working == 0) {
                task.result.completeExceptionally(new IllegalStateException(refusal()));
            } else {
                waiting.add(task);
            }
        }
        return task.result;
    }

    /// Threads that hang at the moment.
    public synchronized int stuck() {
        return stuck;
    }

    private String refusal() {
        return closed
                ? name + " has ended"
                : stuck + " threads of " + name + " hang; it takes no more work until one of them ends";
    }

    /// Brings the threads that work up to their number, as far as too many do not hang.
    private void replenish() {
        while (!closed && working < threads && stuck < MOST_STUCK) {
            working++;
            var thread = new Thread(this::work, "mathesis-" + name + "-" + ++started);
            thread.setDaemon(true);
            alive.add(thread);
            thread.start();
        }
        if (working == 0) {
            for (var task = waiting.poll(); task != null; task = waiting.poll()) {
                task.result.completeExceptionally(new IllegalStateException(refusal()));
            }
        }
    }

    private void work() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = run(waiting.take());
            } catch (InterruptedException e) {
                goesOn = !hasClosed();
            }
        }
        ended();
    }

    private synchronized void ended() {
        alive.remove(Thread.currentThread());
    }

    private synchronized boolean hasClosed() {
        return closed;
    }

    /// Runs one task; false when this thread is not wanted any more.
    private boolean run(Task<?> task) {
        if (task.result.isDone()) {
            return true;
        }
        task.thread = Thread.currentThread();
        task.gotOn();
        try {
            schedule(task, longest.toNanos());
            task.run();
            task.alarm.cancel(false);
        } catch (RejectedExecutionException e) { // closed meanwhile
            task.result.completeExceptionally(new IllegalStateException(name + " has ended", e));
        }
        return end(task);
    }

    private synchronized void schedule(Task<?> task, long nanos) {
        task.alarm = watch.schedule(() -> giveUp(task), nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void giveUp(Task<?> task) {
        if (task.ended) {
            return;
        }
        long left = longest.toNanos() - (System.nanoTime() - task.lastNanos);
        if (left > 0) {
            schedule(task, left);
            return;
        }
        task.givenUp = true;
        working--;
        stuck++;
        String fault = task.fault + longest.toMillis() + " ms (" + setting + ")";
        LOG.warn("a task of {} {}; its thread is given up", name, fault);
        task.result.completeExceptionally(new TimeoutException(fault));
        task.thread.interrupt();
        replenish();
    }

    private synchronized boolean end(Task<?> task) {
        task.ended = true;
        if (!task.givenUp) {
            return !closed;
        }
        stuck--;
        boolean wanted = !closed && working < threads;
        working += wanted ? 1 : 0;
        return wanted;
    }

    /// Interrupts everything; tasks that have not begun fail. Threads that hang are left behind.
    @Override
    public void close() {
        List<Thread> threads;
        synchronized (this) {
            closed = true;
            working = 0;
            replenish();
            threads = List.copyOf(alive);
        }
        watch.shutdownNow();
        threads.forEach(Thread::interrupt);
    }

    /// Closes and waits until no thread works any more; false when that took too long.
    public boolean stop(Duration longest) throws InterruptedException {
        close();
        long end = System.nanoTime() + longest.toNanos();
        boolean stopped = true;
        for (var thread : threadsAlive()) {
            stopped &= thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        return stopped;
    }

    private synchronized List<Thread> threadsAlive() {
        return List.copyOf(alive);
    }

    private static final class Task<T> {
        private final SteadyWork<T> work;
        private final String fault;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private volatile Thread thread;
        private volatile long lastNanos;
        private volatile ScheduledFuture<?> alarm;
        /// Both guarded by the threads' lock.
        private boolean ended;

        private boolean givenUp;

        /// @param fault what it did when its deadline is missed, in words before the time
        Task(SteadyWork<T> work, String fault) {
            this.work = work;
            this.fault = fault;
        }

        void gotOn() {
            lastNanos = System.nanoTime();
        }

        /// Whatever foreign code throws is its task's failure and nobody else's.
        void run() {
            try {
                result.complete(work.run(this::gotOn));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }
    }
}
