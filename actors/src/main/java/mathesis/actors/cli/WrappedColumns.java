package mathesis.actors.cli;

import java.util.ArrayList;
import java.util.List;

/// Two texts side by side, each wrapped to half the width at spaces where it can be.
final class WrappedColumns {
    private static final String GAP = " | ";

    private WrappedColumns() {}

    /// The lines of `left` and `right` next to each other, none longer than `width`.
    static List<String> sideBySide(String left, String right, int width) {
        int column = (width - GAP.length()) / 2;
        var lefts = wrap(left, column);
        var rights = wrap(right, column);
        var lines = new ArrayList<String>();
        for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
            String first = i < lefts.size() ? lefts.get(i) : "";
            String second = i < rights.size() ? rights.get(i) : "";
            lines.add((first + " ".repeat(column - first.length()) + GAP + second).stripTrailing());
        }
        return lines;
    }

    /// The text's lines, those too long broken at the last space that fits, or in the middle of a word without one.
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        for (String line : text.strip().split("\\R", -1)) {
            String rest = line.stripTrailing();
            while (rest.length() > width) {
                int space = rest.lastIndexOf(' ', width);
                int cut = space > 0 ? space : width;
                lines.add(rest.substring(0, cut).stripTrailing());
                rest = rest.substring(cut).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }
}
