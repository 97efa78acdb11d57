package mathesis.bench.grade;

import java.util.List;
import java.util.function.Supplier;
import mathesis.bench.report.Row;

/// Figures that are taken together.
///
/// @param name what the progress line says meanwhile
/// @param take measures them
record Figures(String name, Supplier<List<Row>> take) {}
