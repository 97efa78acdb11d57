package mathesis.corpus.decontaminate;

/// A text of a benchmark.
///
/// @param benchmark name of its file
/// @param row       id of its row, or its line number where it has none
/// @param text      as the file has it
public record BenchmarkText(String benchmark, String row, String text) {}
