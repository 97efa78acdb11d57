package mathesis.rollout.tool;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Where programs run beside the decoding. Sampling has no threads of its own: whoever samples lends them.
@FunctionalInterface
public interface ProgramThreads {
    /// Runs a task when a thread is free; returns at once. What the task throws comes out of the future, and so does
    /// that it took too long or that no thread is left.
    CompletableFuture<ProgramOutput> submit(Callable<ProgramOutput> task);
}
