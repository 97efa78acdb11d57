package mathesis.bench.report;

import java.util.List;
import java.util.function.Supplier;

/// Figures that are taken together.
///
/// @param name what the progress line says meanwhile
/// @param take measures them
public record Figures(String name, Supplier<List<Row>> take) {}
