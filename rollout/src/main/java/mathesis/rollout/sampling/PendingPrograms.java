package mathesis.rollout.sampling;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mathesis.rollout.tool.ProgramOutput;
import mathesis.rollout.tool.Tools;

/// Programs that run while other completions are decoded. Belongs to one thread; results reach it through a queue.
///
/// @param <C> who calls
final class PendingPrograms<C> implements AutoCloseable {
    /// A program under way or done.
    record Call<C>(C caller, CompletableFuture<ProgramOutput> result) {}

    private static final int LONGEST_REASON = 200;

    private final Tools tools;
    private final Set<Call<C>> open = new LinkedHashSet<>();
    private final BlockingQueue<Call<C>> done = new LinkedBlockingQueue<>();

    PendingPrograms(Tools tools) {
        this.tools = tools;
    }

    void begin(C caller, List<String> programs) {
        var call = new Call<>(caller, submit(programs));
        open.add(call);
        call.result.whenComplete((_, _) -> done.add(call));
    }

    /// A call that is done, each once. Of `wait`, whether to wait for one; past the patience of the tools all that
    /// are under way have failed.
    Optional<Call<C>> next(boolean wait) {
        try {
            var call = wait ? done.poll(tools.patience().toNanos(), TimeUnit.NANOSECONDS) : done.poll();
            if (call == null && wait) {
                List.copyOf(open).forEach(late -> late.result.completeExceptionally(overdue()));
                call = done.poll();
            }
            return Optional.ofNullable(call).filter(open::remove);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the result of a program", e);
        }
    }

    private CompletableFuture<ProgramOutput> submit(List<String> programs) {
        try {
            return tools.runner().run(programs);
        } catch (RuntimeException e) { // a runner that takes no more work: this call has failed, others may not
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Why there is no result.
    static String failure(CompletableFuture<ProgramOutput> result) {
        return result.isCancelled() ? "the program was given up" : words(result.exceptionNow());
    }

    private static String words(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var message = Optional.ofNullable(cause.getMessage());
        var words = message.orElseGet(() -> cause.getClass().getSimpleName());
        return words.substring(0, Math.min(words.length(), LONGEST_REASON));
    }

    private TimeoutException overdue() {
        return new TimeoutException(
                "no program came back in " + tools.patience().toMillis() + " ms");
    }

    /// Gives up what has not begun; nobody waits for the rest.
    @Override
    public void close() {
        List.copyOf(open).forEach(call -> call.result.cancel(false));
    }
}
