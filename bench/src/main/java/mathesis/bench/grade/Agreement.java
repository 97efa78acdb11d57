package mathesis.bench.grade;

import java.util.ArrayList;
import java.util.List;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Row;

/// How often verdicts agree with labels.
final class Agreement {
    private static final int MOST_NAMED = 8;

    private final List<String> falsePositives = new ArrayList<>();
    private final List<String> falseNegatives = new ArrayList<>();
    private int rows;

    void add(String id, boolean label, boolean equal) {
        rows++;
        if (equal != label) {
            (equal ? falsePositives : falseNegatives).add(id);
        }
    }

    double percent() {
        return 100.0 * (rows - falsePositives.size() - falseNegatives.size()) / rows;
    }

    /// Agreement in percent and the number of false positives, each with its bar.
    List<Row> rows(String name, double leastPercent) {
        return List.of(
                Row.counted(name + " (" + rows + " rows)", percent(), "%")
                        .against("bar", leastPercent)
                        .bar(new Bar.AtLeast(leastPercent, false))
                        .note(named("false negatives", falseNegatives)),
                Row.counted(name + ", false positives", falsePositives.size(), "rows")
                        .bar(new Bar.AtMost(0))
                        .note(named("false positives", falsePositives)));
    }

    private static String named(String what, List<String> ids) {
        if (ids.isEmpty()) {
            return "";
        }
        var first = String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())));
        return what + ": " + first + (ids.size() > MOST_NAMED ? " and " + (ids.size() - MOST_NAMED) + " more" : "");
    }
}
