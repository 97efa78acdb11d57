package mathesis.bench.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import mathesis.bench.report.DataFolder;
import mathesis.bench.report.Row;
import mathesis.corpus.decontaminate.Benchmarks;

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

    /// The texts of all question sets of a folder.
    static Benchmarks questionSets(Path folder, List<String> fields) throws IOException {
        try (var files = Files.walk(folder)) {
            return Benchmarks.read(
                    files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                            .sorted()
                            .toList(),
                    fields);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Rows made from `math`: benchmarks to decontaminate against.
    <T> List<Row> benchmarks(DataFolder.Reading<T> reading, Function<T, List<Row>> rows) {
        return folder.rows("math", reading, rows);
    }
}
