package mathesis.actors.programs;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mathesis.reward.python.ProgramResult;
import mathesis.reward.python.PythonLimits;
import mathesis.reward.python.PythonSandbox;
import mathesis.reward.python.PythonVersions;
import mathesis.reward.python.SandboxFailedException;

/// A number of threads with a sandbox each. Safe for any number of callers.
public final class SandboxThreads implements AutoCloseable {
    private final PythonLimits limits;
    private final PythonVersions versions;
    private final ExecutorService threads;
    private final Queue<PythonSandbox> sandboxes = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<PythonSandbox> own = ThreadLocal.withInitial(this::open);

    /// Makes one sandbox at once, so that what is missing is known before any program is handed over.
    ///
    /// @throws mathesis.reward.python.SandboxUnavailableException when no sandbox can be made here
    public SandboxThreads(int threads, PythonLimits limits) {
        this.limits = limits;
        try (var first = new PythonSandbox(limits)) {
            versions = first.versions();
        }
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("programs-", 0).daemon().factory());
    }

    /// What programs find.
    public PythonVersions versions() {
        return versions;
    }

    /// Runs a program as soon as a thread is free. Programs leave no trace, so one whose sandbox fails is run once more
    /// in a new one; the future fails only when that fails too.
    public CompletableFuture<ProgramResult> run(String program) {
        return CompletableFuture.supplyAsync(() -> runHere(program), threads);
    }

    private ProgramResult runHere(String program) {
        try {
            return own.get().run(program);
        } catch (SandboxFailedException _) {
            return own.get().run(program);
        }
    }

    private PythonSandbox open() {
        var sandbox = new PythonSandbox(limits);
        sandboxes.add(sandbox);
        return sandbox;
    }

    /// Ends the threads and kills their sandboxes, with the programs that still run there.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        sandboxes.forEach(PythonSandbox::close);
    }
}
