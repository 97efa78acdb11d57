package mathesis.actors.rl;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// How a run ends: once, well or with a reason. Whoever comes second changes nothing.
final class RunEnd {
    private final CompletableFuture<RunSummary> end = new CompletableFuture<>();

    void finish(RunSummary summary) {
        end.complete(summary);
    }

    void fail(String reason) {
        end.completeExceptionally(new RunFailedException(reason));
    }

    void fail(String reason, Throwable cause) {
        end.completeExceptionally(new RunFailedException(reason + ": " + Failure.words(cause), cause));
    }

    boolean over() {
        return end.isDone();
    }

    /// Waits for the end.
    ///
    /// @throws RunFailedException when it is not a good one
    RunSummary await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw (RunFailedException) e.getCause();
        }
    }
}
