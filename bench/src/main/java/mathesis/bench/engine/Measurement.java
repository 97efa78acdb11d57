package mathesis.bench.engine;

import java.util.List;
import java.util.function.Supplier;
import mathesis.bench.report.Row;

/// Figures that are taken together, by turns.
///
/// @param name what the progress line says meanwhile
/// @param take measures them
record Measurement(String name, Supplier<List<Row>> take) {}
