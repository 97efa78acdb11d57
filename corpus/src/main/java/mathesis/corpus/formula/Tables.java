package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// `mtable` to an environment: `aligned` and `gathered` by the marks that TeX's converters leave, `array` where columns
/// are aligned otherwise, else `matrix`, which fences around it turn into its kin.
final class Tables {
    private final Presentation presentation;

    Tables(Presentation presentation) {
        this.presentation = presentation;
    }

    Tex table(Element mtable) {
        var rows = new ArrayList<List<Tex>>();
        for (var row : Markup.children(mtable)) {
            rows.add(row(row));
        }
        var name = environment(mtable, rows);
        var body = rows.stream().map(Tables::line).collect(Collectors.joining(" \\\\ "));
        int end = name.indexOf('}') < 0 ? name.length() : name.indexOf('}');
        return Tex.tall(Budget.checked(
                "\\begin{" + name.substring(0, end) + "}" + name.substring(Math.min(end + 1, name.length())) + " "
                        + body + " \\end{" + name.substring(0, end) + "}"));
    }

    private static String line(List<Tex> cells) {
        return cells.stream().map(Tex::text).collect(Collectors.joining(" & "));
    }

    private List<Tex> row(Element row) {
        var cells = new ArrayList<Tex>();
        var children = Markup.children(row);
        boolean labelled = Markup.name(row).equals("mlabeledtr");
        for (int i = labelled ? 1 : 0; i < children.size(); i++) {
            cells.add(presentation.convert(children.get(i), false));
        }
        if (cells.isEmpty() && !Markup.name(row).equals("mtr") && !labelled) {
            cells.add(presentation.convert(row, false));
        }
        return cells;
    }

    /// The name, or for `array` its name, a brace and its columns.
    private static String environment(Element mtable, List<List<Tex>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var align = mtable.attr("columnalign").strip();
        if (align.startsWith("right left") && columns > 1) {
            return "aligned";
        }
        if (columns == 1 && mtable.attr("displaystyle").equals("true")) {
            return "gathered";
        }
        if (!align.isEmpty()
                && align.matches("(left|right|center)( (left|right|center))*")
                && !align.matches("center( center)*")) {
            return "array}{" + letters(align, columns) + "}";
        }
        return "matrix";
    }

    private static String letters(String align, int columns) {
        var letters = align.lines()
                .flatMap(l -> List.of(l.split(" ")).stream())
                .map(a -> a.substring(0, 1))
                .collect(Collectors.joining());
        var out = new StringBuilder(letters);
        while (out.length() < columns) {
            out.append(letters.charAt(letters.length() - 1));
        }
        return out.substring(0, Math.min(columns, out.length()));
    }

    /// A matrix of at most two columns is the body of cases.
    static boolean isCases(Tex inside) {
        return inside.text().startsWith(Fences.MATRIX);
    }
}
