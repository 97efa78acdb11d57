package mathesis.bench.grade;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mathesis.actors.cli.ExtractionRow;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;

/// Final answers that data sets state, found in their own style.
final class ExtractionFigures {
    private static final double LEAST_PERCENT = 98;

    private ExtractionFigures() {}

    static List<Figures> of(GradeData data, Pace pace) {
        return List.of(new Figures(
                "extraction",
                () -> data.rows("grader-dev/extraction.jsonl", ExtractionRow::read, ExtractionFigures::rows)));
    }

    private static List<Row> rows(List<ExtractionRow> rows) {
        var styles = new TreeMap<String, Agreement>();
        var all = new Agreement();
        for (var row : rows) {
            boolean found = row.agrees();
            all.add(row.id(), true, found);
            styles.computeIfAbsent(row.style(), _ -> new Agreement()).add(row.id(), true, found);
        }
        return List.of(Row.counted("final answers (" + rows.size() + " rows)", all.percent(), "%")
                .against("bar", LEAST_PERCENT)
                .bar(new Bar.AtLeast(LEAST_PERCENT, false))
                .note(byStyle(styles)));
    }

    private static String byStyle(Map<String, Agreement> styles) {
        var text = new StringBuilder();
        styles.forEach((style, agreement) -> text.append(text.isEmpty() ? "" : ", ")
                .append(style)
                .append(' ')
                .append(Math.round(agreement.percent()))
                .append(" %"));
        return text.toString();
    }
}
