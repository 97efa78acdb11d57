package mathesis.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// Another process that keeps one core busy until it is closed. It also ends by itself when this process dies.
public final class ForeignProcess implements AutoCloseable {
    private final Process process;
    private final Thread lastResort;

    /// Starts it and waits until it burns.
    public ForeignProcess() {
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx16m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CoreBurner.class.getName()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            lastResort = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(lastResort);
            if (process.getInputStream().read() < 0) {
                close();
                throw new IllegalStateException("the process that was to keep a core busy did not start");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// CPU seconds that it has used.
    public double cpuSeconds() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(d -> d.toNanos() / 1e9)
                .orElse(0.0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
