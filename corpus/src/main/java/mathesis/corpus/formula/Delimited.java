package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.formula.Tex.Role;
import mathesis.corpus.formula.Tex.Shape;
import org.jsoup.nodes.Element;

/// Rows between fences that belong together: what `\left` and `\right` make, `mfenced`, and the left brace of cases.
final class Delimited {
    private Delimited() {}

    static boolean isBar(Tex piece) {
        return piece.text().equals("|")
                || piece.text().equals("\\mid")
                || piece.text().equals("\\|")
                || piece.text().equals("\\parallel");
    }

    /// `\big` and its kin, of a fence whose size is given; empty for any other.
    static String size(Element mo) {
        if (mo.attr("minsize").isEmpty() || !mo.attr("minsize").equals(mo.attr("maxsize"))) {
            return "";
        }
        double em = Markup.em(mo.attr("minsize"), 0);
        boolean mathJax =
                em < 1.21 || Math.abs(em - 1.623) < 0.01 || Math.abs(em - 2.047) < 0.01 || Math.abs(em - 2.47) < 0.01;
        int step = em < 1.1 ? 0 : em < 1.4 ? 1 : em < 2.0 ? 2 : em < (mathJax ? 2.3 : 2.7) ? 3 : 4;
        return switch (step) {
            case 1 -> "\\big";
            case 2 -> "\\Big";
            case 3 -> "\\bigg";
            case 4 -> "\\Bigg";
            default -> "";
        };
    }

    /// A row whose first and last elements are fences, or one of them where that is marked as a fence: KaTeX leaves
    /// nothing of the `\left.` on the other side.
    static boolean isDelimited(List<Element> row) {
        if (row.size() < 2) {
            return false;
        }
        boolean opens = isFence(row.getFirst(), true);
        boolean closes = isFence(row.getLast(), false);
        return opens && closes
                || opens && (isTable(row) || isMarked(row.getFirst()))
                || closes && isMarked(row.getLast());
    }

    private static boolean isMarked(Element fence) {
        return fence.attr("fence").equals("true");
    }

    private static boolean isTable(List<Element> row) {
        return row.size() == 2 && Markup.name(row.getLast()).equals("mtable");
    }

    private static boolean isFence(Element element, boolean opens) {
        if (!Markup.name(element).equals("mo")) {
            return false;
        }
        if (element.attr("fence").equals("true")
                || element.attr("data-mjx-texclass").equals(opens ? "OPEN" : "CLOSE")) {
            return true;
        }
        var tex = Tokens.operator(element);
        return tex.isEmpty() || tex.role() == (opens ? Role.OPEN : Role.CLOSE) || isBar(tex);
    }

    static Tex row(List<Element> row, List<Tex> pieces, boolean tight) {
        boolean opened = isFence(row.getFirst(), true);
        boolean closed = isFence(row.getLast(), false);
        var inside = pieces.subList(opened ? 1 : 0, pieces.size() - (closed ? 1 : 0));
        boolean half = !opened || !closed;
        if (isInterrupted(inside) || half && inside.stream().noneMatch(Tex::tall)) {
            return TexRow.of(pieces, tight);
        }
        var open = opened ? pieces.getFirst() : Tex.NOTHING;
        return between(open, TexRow.of(inside, tight), closed ? pieces.getLast() : Tex.NOTHING, tight);
    }

    /// `(a)(b)` begins and ends with fences that do not belong together, `|a| + |b|` too.
    private static boolean isInterrupted(List<Tex> inside) {
        int depth = 0;
        for (var piece : inside) {
            depth += piece.role() == Role.OPEN
                    ? 1
                    : piece.role() == Role.CLOSE && !piece.text().startsWith("!") ? -1 : 0;
            if (depth < 0 || piece.text().equals("|") || piece.text().equals("\\|")) {
                return true;
            }
        }
        return depth != 0;
    }

    /// A whole formula between two fences, either of which may be nothing.
    static Tex between(Tex open, Tex inside, Tex close, boolean tight) {
        var left = upright(open);
        var right = upright(close);
        var joined = Fences.joined(left, inside, right);
        if (!joined.isEmpty()) {
            return Tex.tall(joined);
        }
        if (left.equals("\\{") && right.isEmpty() && Tables.isCases(inside)) {
            return Tex.tall(Fences.renamed(inside.text(), "cases"));
        }
        boolean stretched = inside.tall()
                && !(left.isEmpty() && right.isEmpty())
                && !left.startsWith("\\big")
                && !left.startsWith("\\Big");
        var pieces = new ArrayList<Tex>();
        pieces.add(fence(stretched, "\\left", left, Role.OPEN));
        pieces.add(inside);
        pieces.add(fence(stretched, "\\right", right, Role.CLOSE));
        var row = TexRow.of(pieces, tight);
        return new Tex(row.text(), Role.ORDINARY, row.isEmpty() ? Shape.NOTHING : Shape.ATOM, row.tall());
    }

    private static String upright(Tex fence) {
        return switch (fence.text()) {
            case "\\mid" -> "|";
            case "\\parallel" -> "\\|";
            default -> fence.text();
        };
    }

    private static Tex fence(boolean stretched, String command, String fence, Role role) {
        if (!stretched) {
            return fence.isEmpty() ? Tex.NOTHING : Tex.atom(fence).as(role);
        }
        return Tex.tall(command + (fence.isEmpty() ? "." : fence)).as(role);
    }
}
