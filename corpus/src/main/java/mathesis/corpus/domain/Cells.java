package mathesis.corpus.domain;

import java.util.ArrayList;
import java.util.List;

/// Cells of one line of a table, of which some may be quoted.
final class Cells {
    private Cells() {}

    /// @throws IllegalArgumentException when a quote is not closed
    static List<String> of(String line, char separator) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("has a quote that is not closed; cells must be on one line");
        }
        cells.add(cell.toString());
        return cells;
    }
}
