package mathesis.bench.grade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/// How often a second this machine can fork a Python that has the libraries of the sandbox loaded, and let the child
/// exit at once, without any sandbox: what a program costs at least where each has a process of its own.
final class ForkRate {
    private static final int LONGEST_SECONDS = 60;
    private static final String SCRIPT = """
            import gc, math, os, time
            for library in ("numpy", "sympy"):
                try:
                    __import__(library)
                except ImportError:
                    pass
            gc.collect()
            gc.freeze()
            def forks(count):
                start = time.monotonic()
                for _ in range(count):
                    child = os.fork()
                    if child == 0:
                        os._exit(0)
                    os.waitpid(child, 0)
                return count / (time.monotonic() - start)
            forks(20)
            print(forks(200))
            """;

    private ForkRate() {}

    /// Nothing where Python does not run here.
    static OptionalDouble measure() {
        try {
            var output = Files.createTempFile("forks", ".txt");
            try {
                var builder = new ProcessBuilder("/usr/bin/python3", "-I", "-c", SCRIPT)
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
                builder.environment().put("OPENBLAS_NUM_THREADS", "1");
                var process = builder.start();
                boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
                process.destroyForcibly();
                return ended && process.exitValue() == 0
                        ? OptionalDouble.of(Double.parseDouble(Files.readString(output, StandardCharsets.UTF_8)))
                        : OptionalDouble.empty();
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return OptionalDouble.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        }
    }
}
