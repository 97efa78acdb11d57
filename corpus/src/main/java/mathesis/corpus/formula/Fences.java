package mathesis.corpus.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.formula.Tex.Role;
import mathesis.corpus.formula.Tex.Shape;

/// Fences in a row: those around something tall stretch, those around a matrix or a fraction without a line become
/// `pmatrix` or `\binom`.
final class Fences {
    static final String BINOMIAL = "\\genfrac{}{}{0pt}{}";
    static final String MATRIX = "\\begin{matrix}";

    private Fences() {}

    static List<Tex> match(List<Tex> pieces) {
        if (pieces.stream().noneMatch(Tex::tall)) {
            return pieces;
        }
        var result = new ArrayList<Tex>(pieces.size());
        var open = new ArrayDeque<Opened>();
        int tall = 0;
        for (var piece : pieces) {
            result.add(piece);
            if (piece.role() == Role.OPEN) {
                open.push(new Opened(result.size() - 1, tall));
            } else if (isCloser(piece) && !open.isEmpty()) {
                var opened = open.pop();
                if (opened.tall() < tall) {
                    close(result, opened.place());
                }
            }
            tall += piece.tall() ? 1 : 0;
        }
        return result;
    }

    /// An opening fence: its place in the row, and how many tall pieces come before it.
    private record Opened(int place, int tall) {}

    /// `!` and `?` close nothing.
    private static boolean isCloser(Tex piece) {
        return piece.role() == Role.CLOSE
                && !piece.text().startsWith("!")
                && !piece.text().startsWith("?");
    }

    private static void close(List<Tex> row, int start) {
        var inside = row.subList(start + 1, row.size() - 1);
        var open = row.get(start);
        var close = row.getLast();
        if (inside.size() == 1 && !close.text().isEmpty()) {
            var joined = joined(open.text(), inside.getFirst(), bare(close.text()));
            if (!joined.isEmpty()) {
                row.set(start, rescripted(joined, close));
                row.subList(start + 1, row.size()).clear();
                return;
            }
        }
        if (isSized(open)) {
            return;
        }
        row.set(start, stretched("\\left", open));
        row.set(row.size() - 1, stretched("\\right", close));
    }

    private static boolean isSized(Tex fence) {
        return fence.text().startsWith("\\big")
                || fence.text().startsWith("\\Big")
                || fence.text().startsWith("\\left");
    }

    private static Tex stretched(String command, Tex fence) {
        return new Tex(command + fence.text(), fence.role(), fence.shape(), true);
    }

    /// A closing fence may carry scripts: `)^2`.
    private static String bare(String close) {
        int script = close.length() > 1 ? Math.max(close.indexOf('^', 1), close.indexOf('_', 1)) : -1;
        return script < 0 ? close : close.substring(0, firstScript(close));
    }

    private static int firstScript(String close) {
        int i = 1;
        while (close.charAt(i) != '^' && close.charAt(i) != '_') {
            i++;
        }
        return i;
    }

    private static Tex rescripted(String tex, Tex close) {
        var scripts = close.text().substring(bare(close.text()).length());
        return new Tex(tex + scripts, Role.ORDINARY, scripts.isEmpty() ? Shape.ATOM : close.shape(), true);
    }

    /// Fences and one thing between them under one name; empty where there is none.
    static String joined(String open, Tex inside, String close) {
        if (inside.shape() != Shape.ATOM) {
            return "";
        }
        if (inside.text().startsWith(BINOMIAL)
                && unsized(open).equals("(")
                && unsized(close).equals(")")) {
            return "\\binom" + inside.text().substring(BINOMIAL.length());
        }
        if (!inside.text().startsWith(MATRIX)) {
            return "";
        }
        var letter = switch (open + close) {
            case "()" -> "p";
            case "[]" -> "b";
            case "\\{\\}" -> "B";
            case "||" -> "v";
            case "\\|\\|" -> "V";
            default -> "";
        };
        return letter.isEmpty() ? "" : renamed(inside.text(), letter + "matrix");
    }

    private static String unsized(String fence) {
        return fence.replaceFirst("^\\\\[bB]igg?", "");
    }

    /// The same environment under another name.
    static String renamed(String table, String name) {
        int start = table.startsWith("\\begin{array}{")
                ? table.indexOf('}', "\\begin{array}{".length()) + 1
                : MATRIX.length();
        return "\\begin{" + name + "}" + table.substring(start, table.lastIndexOf("\\end{")) + "\\end{" + name + "}";
    }
}
