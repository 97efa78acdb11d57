package mathesis.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that each do their own work at the same time, timed by the clock on the wall.
public final class Crew implements AutoCloseable {
    private final List<ExecutorService> threads = new ArrayList<>();

    /// A crew of so many threads.
    public Crew(int threads) {
        for (int i = 0; i < threads; i++) {
            this.threads.add(Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("bench-" + i).factory()));
        }
    }

    /// Computes something on one thread of the crew, for objects that belong to their thread.
    public <T> T on(int thread, Callable<T> work) {
        return result(threads.get(thread).submit(work));
    }

    /// All pieces of work at the same time, each on a thread of its own; a run lasts until the last has ended.
    public Timed together(List<? extends Runnable> work) {
        return repeats -> {
            double seconds = 0;
            for (int i = 0; i < repeats; i++) {
                seconds += seconds(work);
            }
            return seconds;
        };
    }

    private double seconds(List<? extends Runnable> work) {
        long start = System.nanoTime();
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < work.size(); i++) {
            running.add(threads.get(i).submit(work.get(i)));
        }
        running.forEach(Crew::result);
        return (System.nanoTime() - start) / 1e9;
    }

    private static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::close);
    }
}
