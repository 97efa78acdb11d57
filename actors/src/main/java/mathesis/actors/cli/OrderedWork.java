package mathesis.actors.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Works on many items on several threads and hands the results on in the order of the items. At most a few batches an
/// thread are under way, so that memory does not grow with the file.
///
/// @param <I> an item
/// @param <O> its result
final class OrderedWork<I, O> implements AutoCloseable {
    private static final int BATCH = 256;
    private static final int BATCHES_PER_THREAD = 4;

    /// What is done with a result, on the thread that adds items.
    interface Use<O> {
        void accept(O result) throws IOException;
    }

    private final ExecutorService pool;
    private final int mostUnderWay;
    private final Function<I, O> work;
    private final Use<O> use;
    private final Deque<Future<List<O>>> underWay = new ArrayDeque<>();
    private List<I> batch = new ArrayList<>();

    /// @param work safe for any number of threads
    OrderedWork(int threads, Function<I, O> work, Use<O> use) {
        this.pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("worker-", 0).daemon().factory());
        this.mostUnderWay = threads * BATCHES_PER_THREAD;
        this.work = work;
        this.use = use;
    }

    void add(I item) throws IOException {
        batch.add(item);
        if (batch.size() == BATCH) {
            submit();
        }
    }

    /// Waits until everything is done and handed on.
    void finish() throws IOException {
        submit();
        while (!underWay.isEmpty()) {
            handOn();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private void submit() throws IOException {
        var items = batch;
        batch = new ArrayList<>();
        underWay.add(pool.submit(() -> items.stream().map(work).toList()));
        if (underWay.size() > mostUnderWay) {
            handOn();
        }
    }

    private void handOn() throws IOException {
        try {
            for (var result : underWay.remove().get()) {
                use.accept(result);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(Failures.describe(e), e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while working");
        }
    }
}
