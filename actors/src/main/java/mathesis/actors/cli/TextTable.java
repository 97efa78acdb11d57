package mathesis.actors.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows in aligned columns: the first column to the left, the others to the right, two spaces between them.
public final class TextTable {
    private final List<String[]> rows = new ArrayList<>();
    private final boolean textual;

    /// Columns after the first hold numbers.
    public static TextTable ofNumbers(String... header) {
        return new TextTable(false).row(header);
    }

    /// Every column holds words.
    public static TextTable ofWords() {
        return new TextTable(true);
    }

    private TextTable(boolean textual) {
        this.textual = textual;
    }

    public TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    /// The lines, without trailing spaces.
    public List<String> lines() {
        var widths = new int[rows.stream().mapToInt(row -> row.length).max().orElse(0)];
        for (var row : rows) {
            for (int c = 0; c < row.length; c++) {
                widths[c] = Math.max(widths[c], row[c].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        var line = new StringBuilder();
        for (int c = 0; c < row.length; c++) {
            String padding = " ".repeat(widths[c] - row[c].length());
            line.append(c == 0 ? "" : "  ").append(textual || c == 0 ? row[c] + padding : padding + row[c]);
        }
        return line.toString().stripTrailing();
    }
}
