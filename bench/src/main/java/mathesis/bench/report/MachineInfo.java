package mathesis.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;

/// The machine and the JVM that figures were taken on.
///
/// @param cpu          as its maker calls it
/// @param cores        that this process may use
/// @param vectorBits   width of the vectors that the kernels' lanes map to
/// @param java         version and vendor
/// @param os           name and architecture
/// @param loadAverage  of the last minute, at the start; negative where the system does not say
/// @param flopsPerCore FMA peak of one core
public record MachineInfo(
        String cpu, int cores, int vectorBits, String java, String os, double loadAverage, double flopsPerCore) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /// This machine.
    public static MachineInfo here(double flopsPerCore) {
        return new MachineInfo(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                FloatVector.SPECIES_PREFERRED.vectorBitSize(),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                flopsPerCore);
    }

    /// Two lines for people.
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s; Java %s, vectors of %d bits%nFMA peak of one core: %.0f GFLOP/s (%.0f where the"
                        + " bars were set); load average at the start: %.2f",
                cpu,
                cores,
                os,
                java,
                vectorBits,
                flopsPerCore / 1e9,
                Bar.PEAK_WHERE_SET / 1e9,
                loadAverage);
    }

    private static String cpuModel() {
        if (!Files.isReadable(CPU_INFO)) {
            return "unknown CPU";
        }
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown CPU");
        } catch (IOException _) {
            return "unknown CPU"; // a detail of the report, no reason to stop
        }
    }
}
