package mathesis.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import mathesis.actors.cli.TextTable;

/// A section for people: columns that no row fills are left out, remarks stand behind the numbers.
public final class SectionTable {
    private record Column(String head, Function<Row, String> cell) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("", Row::name),
            new Column("ours", row -> Numbers.plain(row.value()) + " " + row.unit()),
            new Column(
                    "+-",
                    row -> row.spread().isPresent()
                            ? Numbers.percent(row.spread().getAsDouble())
                            : ""),
            new Column("of", row -> yardstick(row, y -> Numbers.plain(y.value()) + " " + y.name())),
            new Column("share", row -> yardstick(row, y -> Numbers.percent(y.share()))),
            new Column("peer", row -> row.peer().map(SectionTable::times).orElse("")),
            new Column("bar", row -> row.bar().map(Bar::text).orElse("")),
            new Column("of peak", row -> rate(row, r -> Numbers.percent(r.shareOfPeak()))),
            new Column(
                    "met", row -> row.bar().map(bar -> bar.verdict(row).label()).orElse("")),
            new Column("bar here", row -> rate(row, r -> Numbers.plain(r.leastHere()))),
            new Column("met", row -> rate(row, r -> r.verdictHere(row).label())),
            new Column("others", SectionTable::others));

    private SectionTable() {}

    /// The lines of the section, its heading first.
    public static List<String> lines(Section section) {
        if (section.rows().isEmpty()) {
            return List.of(section.group() + ": nothing to measure here");
        }
        var columns = COLUMNS.stream()
                .filter(column -> column.head.isEmpty()
                        || section.rows().stream()
                                .anyMatch(row -> !column.cell.apply(row).isEmpty()))
                .toList();
        var table = TextTable.ofNumbers(columns.stream().map(Column::head).toArray(String[]::new));
        for (var row : section.rows()) {
            table.row(columns.stream().map(column -> column.cell.apply(row)).toArray(String[]::new));
        }
        var lines = new ArrayList<String>();
        lines.add(section.group() + ": " + section.heading());
        table.lines().forEach(line -> lines.add("  " + line));
        remarks(section).forEach(remark -> lines.add("    " + remark));
        return lines;
    }

    /// What does not fit into columns; once, where several rows say the same.
    private static Stream<String> remarks(Section section) {
        var rows = section.rows();
        var peers = rows.stream().flatMap(row -> row.peer().stream()).map(peer -> "peer: " + peer.name());
        var more = rows.stream().flatMap(SectionTable::otherYardsticks);
        var notes = rows.stream()
                .filter(row -> !row.note().isEmpty())
                .map(row -> shared(rows, row) ? row.note() : row.name() + ": " + row.note());
        return Stream.of(peers, more, notes).flatMap(all -> all).distinct();
    }

    private static boolean shared(List<Row> rows, Row row) {
        return rows.stream().filter(other -> other.note().equals(row.note())).count() > 1;
    }

    private static Stream<String> otherYardsticks(Row row) {
        return row.yardsticks().stream()
                .skip(1)
                .map(y -> String.format(
                        Locale.ROOT,
                        "%s: %s of %s %s",
                        row.name(),
                        Numbers.percent(y.share()),
                        Numbers.plain(y.value()),
                        y.name()));
    }

    private static String times(Yardstick peer) {
        return String.format(Locale.ROOT, "%.1fx", peer.share());
    }

    private static String yardstick(Row row, Function<Yardstick, String> text) {
        return row.yardsticks().isEmpty() ? "" : text.apply(row.yardsticks().getFirst());
    }

    private static String rate(Row row, Function<Bar.Rate, String> text) {
        return row.bar().orElse(null) instanceof Bar.Rate rate ? text.apply(rate) : "";
    }

    private static String others(Row row) {
        if (row.others().isPresent()) {
            return String.format(Locale.ROOT, "%.2f", row.others().getAsDouble());
        }
        return row.spread().isPresent() ? "?" : "";
    }
}
