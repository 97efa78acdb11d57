package mathesis.actors.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Counts graded rows: verdicts by kind and reason, and where rows carry a label, how often the verdict agrees with it.
final class GradingReport {
    private static final int MOST_NAMED = 20;

    private record Cell(String kind, String verdict, String reason) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byKind = kind.compareTo(other.kind);
            int byVerdict = byKind != 0 ? byKind : verdict.compareTo(other.verdict);
            return byVerdict != 0 ? byVerdict : reason.compareTo(other.reason);
        }
    }

    private static final class Agreement {
        private int rows;
        private int right;
        private int falsePositives;

        private void add(boolean label, boolean equal) {
            rows++;
            right += label == equal ? 1 : 0;
            falsePositives += equal && !label ? 1 : 0;
        }

        private String[] cells(String name) {
            return new String[] {
                name,
                Integer.toString(rows),
                Integer.toString(right),
                String.format(Locale.ROOT, "%.2f%%", 100.0 * right / rows),
                Integer.toString(falsePositives),
                Integer.toString(rows - right - falsePositives)
            };
        }
    }

    private final Map<Cell, Integer> verdicts = new TreeMap<>();
    private final Map<String, Agreement> byKind = new TreeMap<>();
    private final Agreement all = new Agreement();
    private final Agreement plain = new Agreement();
    private final List<String> falsePositives = new ArrayList<>();
    private int rows;

    void count(GradedRow graded) {
        rows++;
        var kind = graded.row().policy().kind();
        verdicts.merge(new Cell(kind, graded.verdict(), graded.reason()), 1, Integer::sum);
        graded.row().label().ifPresent(label -> {
            byKind.computeIfAbsent(kind, _ -> new Agreement()).add(label, graded.equal());
            all.add(label, graded.equal());
            if (graded.row().isPlainMathematics()) {
                plain.add(label, graded.equal());
            }
            if (graded.equal() && !label) {
                falsePositives.add(graded.toString());
            }
        });
    }

    void print(PrintWriter out) {
        out.println(rows + " rows graded");
        var table = TextTable.ofWords().row("kind", "verdict", "reason", "rows");
        verdicts.forEach((cell, count) -> table.row(cell.kind, cell.verdict, cell.reason, count.toString()));
        table.lines().forEach(line -> out.println("  " + line));
        if (all.rows > 0) {
            printAgreement(out);
        }
    }

    private void printAgreement(PrintWriter out) {
        out.println("against the labels of " + all.rows + " rows");
        var table = TextTable.ofNumbers("kind", "rows", "right", "agreement", "false positives", "false negatives");
        byKind.forEach((kind, agreement) -> table.row(agreement.cells(kind)));
        table.row(all.cells("all"));
        if (plain.rows > 0 && plain.rows < all.rows) {
            table.row(plain.cells("without label_basis"));
        }
        table.lines().forEach(line -> out.println("  " + line));
        if (!falsePositives.isEmpty()) {
            var named = falsePositives.subList(0, Math.min(MOST_NAMED, falsePositives.size()));
            out.println("false positives: " + String.join(", ", named)
                    + (named.size() < falsePositives.size() ? ", ..." : ""));
        }
    }
}
