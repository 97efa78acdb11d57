package mathesis.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// Where data lies that figures are taken on. A figure whose file is not there says so instead of counting.
///
/// @param path with one folder for each set
public record DataFolder(Path path) {
    /// The data folder beside the project's.
    public static DataFolder besideTheProject() {
        return new DataFolder(Path.of(System.getProperty("mathesis.home", "."))
                .resolve("../shared/data")
                .normalize());
    }

    /// A way to read a file that may fail.
    public interface Reading<T> {
        T read(Path file) throws IOException;
    }

    /// The rows that can be made from this file or folder, or one that says that it is absent.
    public <T> List<Row> rows(String name, Reading<T> reading, Function<T, List<Row>> rows) {
        var file = path.resolve(name);
        if (!Files.isReadable(file)) {
            return List.of(
                    Row.counted(name, Double.NaN, "absent").note("needs " + file + "; --data names another folder"));
        }
        try {
            return rows.apply(reading.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
