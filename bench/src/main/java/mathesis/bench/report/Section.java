package mathesis.bench.report;

import java.util.List;

/// The figures of one group.
///
/// @param group   its name on the command line
/// @param heading what its figures are, in a line
public record Section(String group, String heading, List<Row> rows) {}
