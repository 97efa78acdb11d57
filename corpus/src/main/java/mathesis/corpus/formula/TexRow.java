package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.formula.Tex.Role;
import mathesis.corpus.formula.Tex.Shape;

/// Pieces in a row, written as a person would: space where TeX needs it to end a command, and, unless the row is
/// tight (in a script), around relations and operators.
final class TexRow {
    private final boolean tight;
    private final StringBuilder text = new StringBuilder();
    private Tex last = Tex.NOTHING;
    private boolean lastIsInfix;
    private int pieces;
    private boolean tall;

    private TexRow(boolean tight) {
        this.tight = tight;
    }

    static Tex of(List<Tex> pieces, boolean tight) {
        var row = new TexRow(tight);
        for (var piece : Fences.match(Idioms.written(merged(pieces)))) {
            row.add(piece);
        }
        return row.toTex();
    }

    /// Neighbours in the same font become one word: `\mathrm{d}\mathrm{x}` is `\mathrm{dx}`.
    private static List<Tex> merged(List<Tex> pieces) {
        var result = new ArrayList<Tex>(pieces.size());
        StringBuilder word = null;
        for (var piece : pieces) {
            if (piece.isEmpty()) {
                continue;
            }
            var font = piece.shape() == Shape.FONT && isWordFont(piece.text()) ? command(piece.text()) : "";
            if (word != null && !font.isEmpty() && command(word).equals(font)) {
                word.setLength(word.length() - 1);
                word.append(piece.text(), font.length(), piece.text().length());
            } else {
                flush(word, result);
                word = font.isEmpty() ? null : new StringBuilder(piece.text());
                if (word == null) {
                    result.add(piece);
                }
            }
        }
        flush(word, result);
        return result;
    }

    /// `\mathbf{A}\mathbf{x}` are two things, `\mathrm{a}\mathrm{d}` is one name.
    private static boolean isWordFont(String tex) {
        return tex.startsWith("\\mathrm{") || tex.startsWith("\\text") || tex.startsWith("\\mathtt{");
    }

    private static void flush(StringBuilder word, List<Tex> result) {
        if (word != null) {
            result.add(new Tex(word.toString(), Role.ORDINARY, Shape.FONT, false));
        }
    }

    private static String command(CharSequence tex) {
        int end = 0;
        while (tex.charAt(end) != '{') {
            end++;
        }
        return tex.subSequence(0, end + 1).toString();
    }

    private void add(Tex piece) {
        boolean infix = isInfix(piece);
        if (pieces > 0) {
            separate(piece, infix);
        }
        text.append(piece.text());
        last = piece;
        lastIsInfix = infix;
        tall |= piece.tall();
        pieces++;
    }

    /// A minus after nothing, an operator, a relation or an opening fence is a sign.
    private boolean isInfix(Tex piece) {
        return switch (piece.role()) {
            case RELATION -> true;
            case BINARY ->
                pieces > 0
                        && switch (last.role()) {
                            case ORDINARY, CLOSE -> true;
                            case OPERATOR, BINARY, RELATION, OPEN, PUNCTUATION, SPACE -> false;
                        };
            case ORDINARY, OPERATOR, OPEN, CLOSE, PUNCTUATION, SPACE -> false;
        };
    }

    private void separate(Tex next, boolean infix) {
        if (next.shape() == Shape.SUPER
                && next.text().startsWith("^")
                && !last.base(false, true).equals(last.text())) {
            text.append("{}");
        }
        char first = next.text().charAt(0);
        boolean letter = Tex.isLetter(first) || isDigit(first);
        if (letter && (endsInCommand() || endsInBareScript(first))
                || !tight && isSpaced(next, infix)
                || isFunctionOf(next)) {
            text.append(' ');
        }
    }

    private boolean isSpaced(Tex next, boolean infix) {
        return infix
                || lastIsInfix
                || last.role() == Role.PUNCTUATION
                || next.role() == Role.SPACE
                || last.role() == Role.SPACE;
    }

    /// `\sin \theta` and `\sum_i x_i`, but `\sin(x)`.
    private boolean isFunctionOf(Tex next) {
        return last.role() == Role.OPERATOR
                && switch (next.role()) {
                    case ORDINARY ->
                        !next.text().startsWith("|")
                                && !next.text().startsWith("'")
                                && !next.text().startsWith("(")
                                && !next.text().startsWith("\\left");
                    case OPERATOR -> true;
                    case BINARY, RELATION, OPEN, CLOSE, PUNCTUATION, SPACE -> false;
                };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// `x^ay` reads as `x^{ay}`, `1 2` is not `12`.
    private boolean endsInBareScript(char next) {
        boolean scripted = last.shape() == Shape.SUB || last.shape() == Shape.SUPER || last.shape() == Shape.BOTH;
        char end = text.charAt(text.length() - 1);
        if (isDigit(next) && isDigit(end)) {
            return true;
        }
        return scripted && (Tex.isLetter(end) && Tex.isLetter(next));
    }

    private boolean endsInCommand() {
        int i = text.length() - 1;
        for (int bound = Math.max(0, i - 40); i > bound && Tex.isLetter(text.charAt(i)); ) {
            i--;
        }
        return i >= 0 && i < text.length() - 1 && text.charAt(i) == '\\';
    }

    private Tex toTex() {
        Budget.check(text);
        return switch (pieces) {
            case 0 -> Tex.NOTHING;
            case 1 -> last;
            default -> new Tex(text.toString(), Role.ORDINARY, Shape.ROW, tall);
        };
    }
}
