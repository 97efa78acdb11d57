package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.formula.Tex.Role;
import mathesis.corpus.formula.Tex.Shape;

/// Pieces that TeX's macros expand to, put back into the macro that a person writes: `\pmod`, `\iff`, `\implies`,
/// `\colon`, `:=`.
final class Idioms {
    private Idioms() {}

    static List<Tex> written(List<Tex> pieces) {
        var result = new ArrayList<Tex>(pieces.size());
        for (var piece : pieces) {
            result.add(piece);
            rewriteEnd(result);
        }
        return result;
    }

    private static void rewriteEnd(List<Tex> row) {
        switch (row.getLast().text()) {
            case "=" -> replace(row, 2, ":", ":=");
            case "\\iff" -> replace(row, 2, "\\;", "\\iff");
            case "\\Longrightarrow" -> replace(row, 2, "\\;", "\\implies");
            case ":" -> replace(row, 2, "\\!", "\\colon");
            case "\\;" -> afterMacro(row);
            case ")" -> modulus(row);
            default -> {}
        }
    }

    /// The last `count` pieces, of which the first is `first`, become one.
    private static void replace(List<Tex> row, int count, String first, String macro) {
        if (row.size() >= count && row.get(row.size() - count).text().equals(first)) {
            row.subList(row.size() - count, row.size()).clear();
            row.add(Tex.atom(macro).as(Role.RELATION));
        }
    }

    /// The space that the macro itself makes.
    private static void afterMacro(List<Tex> row) {
        var before = row.size() < 2 ? "" : row.get(row.size() - 2).text();
        if (before.equals("\\iff") || before.equals("\\implies") || before.equals("\\colon")) {
            row.removeLast();
        }
    }

    /// `\quad (\mathrm{mod}\;n)`.
    private static void modulus(List<Tex> row) {
        int open = row.size() - 2;
        for (int bound = Math.max(0, open - 20);
                open > bound && !row.get(open).text().equals("("); ) {
            open--;
        }
        if (open < 0 || row.size() - open < 4 || !isMod(row.get(open), row.get(open + 1))) {
            return;
        }
        int first = row.get(open + 2).role() == Role.SPACE ? open + 3 : open + 2;
        var modulus = TexRow.of(List.copyOf(row.subList(first, row.size() - 1)), false);
        int start = open > 0 && row.get(open - 1).role() == Role.SPACE ? open - 1 : open;
        row.subList(start, row.size()).clear();
        row.add(new Tex("\\pmod" + modulus.braced(), Role.CLOSE, Shape.ATOM, modulus.tall()));
    }

    private static boolean isMod(Tex open, Tex word) {
        return open.text().equals("(")
                && (word.text().equals("\\mathrm{mod}")
                        || word.text().equals("\\bmod")
                        || word.text().equals("\\operatorname{mod}"));
    }
}
