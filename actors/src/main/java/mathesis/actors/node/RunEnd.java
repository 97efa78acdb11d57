package mathesis.actors.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// How a run ends: once, well or with a reason. Whoever comes second changes nothing.
///
/// @param <S> what a good end says
public final class RunEnd<S> {
    private final CompletableFuture<S> end = new CompletableFuture<>();

    public void finish(S summary) {
        end.complete(summary);
    }

    public void fail(String reason) {
        end.completeExceptionally(new RunFailedException(reason));
    }

    public void fail(String reason, Throwable cause) {
        end.completeExceptionally(new RunFailedException(reason + ": " + Failure.words(cause), cause));
    }

    public boolean over() {
        return end.isDone();
    }

    /// Waits for the end.
    ///
    /// @throws RunFailedException when it is not a good one
    public S await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw (RunFailedException) e.getCause();
        }
    }
}
