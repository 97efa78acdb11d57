package mathesis.actors.rl;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads for work that may hang. A task has a deadline from when it begins; one that misses it fails, its thread is
/// interrupted, given up and replaced, so that no other task waits for it. Where too many threads hang none is replaced
/// any more, and where none is left tasks fail at once.
final class WatchedThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedThreads.class);
    /// Threads that may hang at a time and are still replaced. Ours.
    static final int MOST_STUCK = 16;

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
    WatchedThreads(String name, int threads, Duration longest, String setting) {
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
    <T> CompletableFuture<T> submit(Callable<T> work) {
        var task = new Task<>(work);
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
    synchronized int stuck() {
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
        try {
            var alarm = watch.schedule(() -> giveUp(task), longest.toNanos(), TimeUnit.NANOSECONDS);
            task.run();
            alarm.cancel(false);
        } catch (RejectedExecutionException e) { // closed meanwhile
            task.result.completeExceptionally(new IllegalStateException(name + " has ended", e));
        }
        return end(task);
    }

    private synchronized void giveUp(Task<?> task) {
        if (task.ended) {
            return;
        }
        task.givenUp = true;
        working--;
        stuck++;
        LOG.warn("a task of {} took longer than {} ms ({}); its thread is given up", name, longest.toMillis(), setting);
        task.result.completeExceptionally(
                new TimeoutException("took longer than " + longest.toMillis() + " ms (" + setting + ")"));
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
    boolean stop(Duration longest) throws InterruptedException {
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
        private final Callable<T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private volatile Thread thread;
        /// Both guarded by the threads' lock.
        private boolean ended;

        private boolean givenUp;

        Task(Callable<T> work) {
            this.work = work;
        }

        /// Whatever foreign code throws is its task's failure and nobody else's.
        void run() {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }
    }
}
