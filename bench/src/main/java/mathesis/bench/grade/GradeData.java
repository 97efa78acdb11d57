package mathesis.bench.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mathesis.actors.cli.GradingRow;
import mathesis.bench.report.DataFolder;
import mathesis.bench.report.Row;

/// Where grading cases lie.
///
/// @param folder with `grader-dev` and `math`
record GradeData(DataFolder folder) {
    /// As [DataFolder#rows].
    <T> List<Row> rows(String name, DataFolder.Reading<T> reading, Function<T, List<Row>> rows) {
        return folder.rows(name, reading, rows);
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
