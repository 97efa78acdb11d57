package mathesis.bench.corpus;

import java.util.List;
import java.util.function.Function;
import mathesis.bench.report.DataFolder;
import mathesis.bench.report.Row;

/// Where labelled pages, fastText's own models and benchmarks lie.
///
/// @param folder with `corpus-dev`, `fasttext-golden` and `math`
record CorpusData(DataFolder folder) {
    /// Rows made from `corpus-dev`: archives of labelled pages.
    <T> List<Row> labelledPages(DataFolder.Reading<T> reading, Function<T, List<Row>> rows) {
        return folder.rows("corpus-dev", reading, rows);
    }

    /// Rows made from `fasttext-golden`: models and predictions of the C++ program.
    <T> List<Row> golden(DataFolder.Reading<T> reading, Function<T, List<Row>> rows) {
        return folder.rows("fasttext-golden", reading, rows);
    }

    /// Rows made from `math`: benchmarks to decontaminate against.
    <T> List<Row> benchmarks(DataFolder.Reading<T> reading, Function<T, List<Row>> rows) {
        return folder.rows("math", reading, rows);
    }
}
