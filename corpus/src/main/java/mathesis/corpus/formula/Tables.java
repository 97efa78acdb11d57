package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mathesis.corpus.formula.Tex.Role;
import org.jsoup.nodes.Element;

/// `mtable` to an environment: `aligned` and `gathered` by the marks that TeX's converters leave, `array` where columns
/// are aligned otherwise, else `matrix`, which fences around it turn into its kin.
final class Tables {
    private static final Set<String> ALIGNMENTS = Set.of("left", "right", "center");
    /// Cells that KaTeX adds to push a number to the margin.
    private static final Set<String> GLUE = Set.of("mtr-glue", "mml-eqn-num");

    private final Presentation presentation;

    Tables(Presentation presentation) {
        this.presentation = presentation;
    }

    Tex table(Element mtable, boolean tight) {
        var rows = new ArrayList<List<Tex>>();
        var children = Markup.children(mtable);
        for (var row : children) {
            rows.add(row(row, tight, children.size() == 1));
        }
        if (isTagged(mtable, rows)) {
            return tagged(rows.getFirst());
        }
        if (rows.size() == 1 && rows.getFirst().size() == 1 && mtable.selectFirst("> mlabeledtr") != null) {
            return rows.getFirst().getFirst();
        }
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var environment = environment(mtable, columns);
        var lines = lines(rows, environment.equals("{aligned}"), words(mtable, "rowlines"));
        if (tight && environment.equals("{gathered}") || tight && environment.equals("{matrix}") && columns == 1) {
            return Tex.tall("\\substack{" + lines.strip() + "}");
        }
        int end = environment.indexOf('}') + 1;
        return Tex.tall(Budget.checked("\\begin" + environment + lines + "\\end" + environment.substring(0, end)));
    }

    private List<Tex> row(Element row, boolean tight, boolean only) {
        var name = Markup.name(row);
        if (!name.equals("mtr") && !name.equals("mlabeledtr")) {
            return List.of(presentation.convert(row, tight));
        }
        var cells = new ArrayList<Tex>();
        for (var cell : Markup.children(row)) {
            if (!GLUE.contains(cell.className())) {
                cells.add(presentation.convert(cell, tight));
            }
        }
        return name.equals("mtr") || cells.isEmpty() ? cells : labelled(cells, only);
    }

    /// The label of an `mlabeledtr` comes first and is set at the margin.
    private static List<Tex> labelled(List<Tex> cells, boolean only) {
        var label = cells.removeFirst();
        if (!cells.isEmpty() && !label.isEmpty()) {
            var last = cells.removeLast();
            cells.add(new Tex(
                    last.text() + (only ? tag(label) : " \\qquad " + label.text()),
                    last.role(),
                    Tex.Shape.ROW,
                    last.tall()));
        }
        return cells;
    }

    /// KaTeX's table of a formula with its number.
    private static boolean isTagged(Element mtable, List<List<Tex>> rows) {
        return mtable.attr("width").equals("100%")
                && rows.size() == 1
                && rows.getFirst().size() == 4;
    }

    private static Tex tagged(List<Tex> cells) {
        return new Tex(cells.get(1).text() + tag(cells.get(3)), Role.ORDINARY, Tex.Shape.ROW, true);
    }

    private static String tag(Tex label) {
        var text = label.text().replaceAll("^\\\\text\\{(.*)\\}$", "$1").replaceAll("^\\((.*)\\)$", "$1");
        return text.isEmpty() ? "" : " \\tag{" + text + "}";
    }

    private static String lines(List<List<Tex>> rows, boolean aligned, List<String> rules) {
        var out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            boolean ruled = i > 0
                    && !rules.isEmpty()
                    && !rules.get(Math.min(i - 1, rules.size() - 1)).equals("none");
            out.append(i == 0 ? " " : ruled ? " \\\\ \\hline " : " \\\\ ");
            out.append(line(rows.get(i), aligned));
            Budget.check(out);
        }
        return out.append(' ').toString();
    }

    /// `a & b` in a matrix, `a &= b` in aligned equations.
    private static String line(List<Tex> cells, boolean aligned) {
        var out = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i).text();
            boolean equation = aligned && i % 2 == 1;
            out.append(i == 0 ? "" : out.isEmpty() ? "&" : " &");
            out.append(i == 0 || equation || cell.isEmpty() ? "" : " ").append(cell);
        }
        return out.toString();
    }

    /// The name in braces, for `array` with its columns.
    private static String environment(Element mtable, int columns) {
        var align = words(mtable, "columnalign");
        var rules = words(mtable, "columnlines");
        boolean ruled = rules.stream().anyMatch(rule -> !rule.equals("none"))
                || words(mtable, "rowlines").stream().anyMatch(rule -> !rule.equals("none"));
        if (align.size() > 1 && align.get(0).equals("right") && align.get(1).equals("left") && columns > 1) {
            return "{aligned}";
        }
        if (columns == 1 && !ruled && !align.isEmpty() && align.getFirst().equals("right")) {
            return "{aligned}";
        }
        if (columns == 1
                && !ruled
                && (isDisplayed(mtable) || mtable.attr("columnspacing").equals("0em"))) {
            return "{gathered}";
        }
        boolean aligned = !align.isEmpty()
                && ALIGNMENTS.containsAll(align)
                && align.stream().anyMatch(a -> !a.equals("center"));
        return columns > 0 && columns < 100 && (ruled || aligned)
                ? "{array}{" + columns(align, rules, columns) + "}"
                : "{matrix}";
    }

    private static boolean isDisplayed(Element mtable) {
        return mtable.attr("displaystyle").equals("true");
    }

    private static String columns(List<String> align, List<String> rules, int columns) {
        var out = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            boolean ruled = i > 0
                    && !rules.isEmpty()
                    && !rules.get(Math.min(i - 1, rules.size() - 1)).equals("none");
            out.append(ruled ? "|" : "");
            out.append(
                    align.isEmpty()
                            ? 'c'
                            : align.get(Math.min(i, align.size() - 1)).charAt(0));
        }
        return out.toString();
    }

    private static List<String> words(Element element, String attribute) {
        var value = element.attr(attribute).strip();
        return value.isEmpty() || value.length() > 2000 ? List.of() : List.of(value.split("\\s+"));
    }

    /// A left brace alone before it makes it the body of cases: one or two columns that are not set to the right.
    static boolean isCases(Tex inside) {
        var text = inside.text();
        return inside.shape() == Tex.Shape.ATOM
                && (text.startsWith("\\begin{array}{l}")
                        || text.startsWith("\\begin{array}{ll}")
                        || text.startsWith("\\begin{matrix}"));
    }
}
