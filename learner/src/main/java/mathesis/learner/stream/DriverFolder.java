package mathesis.learner.stream;

import io.aeron.CommonContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.agrona.IoUtil;

/// Names a media driver's folder after its process, so that what a killed process left behind can be found and removed.
final class DriverFolder {
    private static final Pattern NAME = Pattern.compile("mathesis-aeron-(\\d+)-\\d+");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /// A driver beats once a second. A folder may be shared by containers that do not see each other's processes.
    private static final long HEARTBEAT_TIMEOUT_MILLIS = 5_000;

    private DriverFolder() {}

    static Path fresh(Path base) {
        return base.resolve("mathesis-aeron-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet());
    }

    /// Removes the folders of dead processes; returns which.
    static List<Path> sweep(Path base) {
        try (var folders = Files.list(base)) {
            var dead = folders.filter(DriverFolder::abandoned).toList();
            dead.forEach(folder -> IoUtil.delete(folder.toFile(), true));
            return dead;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for abandoned media drivers in " + base, e);
        }
    }

    private static boolean abandoned(Path folder) {
        var name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                && !CommonContext.isDriverActive(folder.toFile(), HEARTBEAT_TIMEOUT_MILLIS, _ -> {});
    }
}
