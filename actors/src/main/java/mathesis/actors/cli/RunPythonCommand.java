package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import mathesis.actors.programs.SandboxThreads;
import mathesis.reward.python.ProgramResult;
import mathesis.reward.python.ProgramResult.Finished;
import mathesis.reward.python.ProgramResult.Raised;
import mathesis.reward.python.ProgramResult.Stopped;
import mathesis.reward.python.PythonLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis run-python`: runs programs that a model wrote, in a sandbox.
@Command(
        name = "run-python",
        description = {
            "Run programs that a model wrote, each on its own in a sandbox (bubblewrap).",
            "Reads {\"id\",\"code\"} and writes {\"id\",\"result\",\"stdout\",\"error\",\"millis\"}. The result is what"
                    + " the program left in ans or answer, else what its solver() or solution() returns, else the last"
                    + " line that it printed; result and error are null where there is none."
        })
final class RunPythonCommand implements Callable<Integer> {
    /// Programs that wait or run at a time for each thread; bounds memory, keeps threads busy.
    private static final int AHEAD = 8;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonlOptions files;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            converter = NumberConverters.Positive.class,
            description = "Programs run side by side, a sandbox each (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = UnitConverters.Time.class,
            description =
                    "CPU time of a program; on the clock three times as much and 5 s (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "512MiB",
            converter = UnitConverters.Memory.class,
            description = "Memory of a program, Python's libraries included (default: ${DEFAULT-VALUE}).")
    private long memory;

    private record Pending(JsonLine line, CompletableFuture<ProgramResult> result) {}

    private final ProgramTally tally = new ProgramTally();

    @Override
    public Integer call() throws IOException {
        var limits = WrongUsageException.checked("tool.", () -> PythonLimits.of(timeout, memory));
        var err = spec.commandLine().getErr();
        var reader = new JsonLinesReader(files.input, files.onBadLine, err);
        var progress = Progress.of(err, "running");
        try (var sandboxes = new SandboxThreads(threads, limits);
                var writer = new JsonLinesWriter(files.output)) {
            long start = System.nanoTime();
            var pending = new ArrayDeque<Pending>();
            reader.forEach(line -> {
                pending.add(new Pending(line, sandboxes.run(line.text("code"))));
                while (pending.size() > threads * AHEAD) {
                    write(writer, pending, progress);
                }
            });
            while (!pending.isEmpty()) {
                write(writer, pending, progress);
            }
            progress.finish();
            spec.commandLine().getOut().println(tally.summary((System.nanoTime() - start) / 1e9));
        } finally {
            progress.finish();
        }
        reader.reportSkipped();
        return CommandLines.DONE;
    }

    private void write(JsonLinesWriter writer, Queue<Pending> pending, Progress progress) throws IOException {
        var next = pending.remove();
        var result = await(next);
        tally.count(result);
        writer.write(answer(next.line(), result));
        progress.advance();
    }

    private static ProgramResult await(Pending pending) throws IOException {
        try {
            return pending.result().get();
        } catch (ExecutionException e) {
            throw new IOException("line " + pending.line().number() + ": " + Failures.describe(e), e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while programs ran");
        }
    }

    private static ObjectNode answer(JsonLine line, ProgramResult result) {
        var answer = JsonLinesWriter.answer(line);
        switch (result) {
            case Finished finished -> answer.put("result", finished.value().orElse(null));
            case Raised _, Stopped _ -> answer.putNull("result");
        }
        answer.put("stdout", result.stdout());
        switch (result) {
            case Finished _ -> answer.putNull("error");
            case Raised raised -> answer.put("error", raised.error());
            case Stopped stopped -> answer.put("error", stopped.limit().label());
        }
        return answer.put("millis", result.millis());
    }
}
