package mathesis.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mathesis.bench.report.Row;
import mathesis.engine.tensor.OffHeap;

/// What the run took of the machine's memory: the engine counts its arrays, which lie outside the Java heap; the
/// process
/// is asked for all of it.
final class MemoryGroup {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private MemoryGroup() {}

    static List<Measurement> of(Setup setup) {
        return List.of(new Measurement("memory", MemoryGroup::rows));
    }

    private static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(Row.counted("peak of the engine's arrays", OffHeap.peakBytes() / 1048576.0, "MiB"));
        if (Files.isReadable(STATUS)) {
            try {
                var peak = PEAK.matcher(Files.readString(STATUS));
                if (peak.find()) {
                    double mebibytes = Long.parseLong(peak.group(1)) / 1024.0;
                    rows.add(Row.counted("peak of the process", mebibytes, "MiB"));
                }
            } catch (IOException _) {
                return rows; // a system that does not tell: no row
            }
        }
        return rows;
    }
}
