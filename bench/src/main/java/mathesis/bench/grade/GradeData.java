package mathesis.bench.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mathesis.actors.cli.GradingRow;
import mathesis.bench.report.Row;

/// Where grading cases lie. A figure whose file is not there says so instead of counting.
///
/// @param folder with `grader-dev` and `math`
public record GradeData(Path folder) {
    /// The data folder beside the project's.
    public static GradeData besideTheProject() {
        return new GradeData(Path.of(System.getProperty("mathesis.home", "."))
                .resolve("../shared/data")
                .normalize());
    }

    /// A way to read a file that may fail.
    interface Reading<T> {
        T read(Path file) throws IOException;
    }

    /// The rows that can be made from this file, or one that says that it is absent.
    <T> List<Row> rows(String name, Reading<T> reading, Function<T, List<Row>> rows) {
        var file = folder.resolve(name);
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

    /// The same for a file of rows to grade.
    List<Row> graded(String name, Function<List<GradingRow>, List<Row>> rows) {
        return rows(name, GradingRow::read, rows);
    }

    /// The same for several files of grading cases together, of which all must be there.
    List<Row> gradedOfAll(Function<List<GradingRow>, List<Row>> rows, String... names) {
        var all = new ArrayList<GradingRow>();
        for (var name : names) {
            var missing = graded("grader-dev/" + name, read -> {
                all.addAll(read);
                return List.of();
            });
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        return rows.apply(all);
    }
}
