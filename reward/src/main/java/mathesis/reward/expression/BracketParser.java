package mathesis.reward.expression;

import java.util.ArrayList;
import java.util.List;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.FiniteSet;
import mathesis.reward.expression.Expression.Listing;
import mathesis.reward.expression.Expression.Matrix;
import mathesis.reward.expression.Expression.Sequence;
import mathesis.reward.expression.Token.Kind;

/// Reads what stands in brackets of any kind, and matrices.
final class BracketParser {
    private final TokenStream tokens;
    private final AnswerParser answers;
    private final ValueParser values;
    private int square;

    BracketParser(TokenStream tokens, AnswerParser answers, ValueParser values) {
        this.tokens = tokens;
        this.answers = answers;
        this.values = values;
    }

    /// Whether this bracket beside a value means a product.
    boolean mayMultiply(String open) {
        return open.equals("(") || open.equals("{") || open.startsWith("l") || open.equals("[") && square == 0;
    }

    /// A group in braces that holds one value.
    Expression group() {
        if (!tokens.peek().is(Kind.OPEN, "{")) {
            throw new Unreadable("no group");
        }
        var value = bracketed();
        if (value instanceof Listing) {
            throw new Unreadable("several values in a group");
        }
        return value;
    }

    /// Arguments in brackets.
    List<Expression> arguments() {
        var inner = bracketed();
        return inner instanceof Sequence(var _, var _, var items) ? items : List.of(inner);
    }

    Expression bracketed() {
        tokens.deeper();
        int bars = values.suspendBars();
        var open = tokens.next();
        var inner = switch (open.text()) {
            case "(", "[", "]", "<" -> sequence(open.text().charAt(0));
            case "{" -> braces();
            case "\\{" -> set();
            case "lfloor", "lceil" -> rounded(open.text());
            default -> throw new Unreadable("closing bracket");
        };
        values.resumeBars(bars);
        tokens.shallower();
        return inner;
    }

    /// `]a, b[` is the open interval.
    private Expression sequence(char opening) {
        boolean outward = opening == ']';
        square += opening == '(' || opening == '<' ? 0 : 1;
        var items = items();
        square -= opening == '(' || opening == '<' ? 0 : 1;
        var closing = tokens.next();
        char close = closing.text().isEmpty() ? ' ' : closing.text().charAt(0);
        boolean closed = closing.kind() == Kind.CLOSE && (close == ')' || close == ']' || close == '>')
                || closing.kind() == Kind.OPEN && close == '[';
        if (!closed || (opening == '<') != (close == '>')) {
            throw new Unreadable("bracket not closed");
        }
        char open = outward ? '(' : opening;
        char end = close == '[' ? ')' : close;
        boolean grouping = items.size() == 1 && !outward && close != '[';
        if (!grouping) {
            return new Sequence(open, end, items);
        }
        if ((open == '(') != (end == ')')) {
            throw new Unreadable("brackets do not match");
        }
        return items.getFirst();
    }

    private List<Expression> items() {
        var inner = answers.listing(false);
        return inner instanceof Listing(var items, var _) ? items : List.of(inner);
    }

    private Expression braces() {
        if (tokens.peek().is(Kind.CLOSE, "}")) {
            throw new Unreadable("empty group");
        }
        var inner = answers.listing(false);
        tokens.expectClose("}");
        return inner;
    }

    private Expression set() {
        if (tokens.peek().is(Kind.CLOSE, "\\}")) {
            tokens.next();
            return new FiniteSet(List.of());
        }
        var elements = items();
        tokens.expectClose("\\}");
        return new FiniteSet(elements);
    }

    private Expression rounded(String open) {
        var inner = values.sum();
        tokens.expectClose("r" + open.substring(1));
        return new Apply(open.equals("lfloor") ? Function.FLOOR : Function.CEILING, List.of(inner));
    }

    /// The absolute value; of a matrix, the determinant.
    Expression absolute(Expression inner) {
        return inner instanceof Matrix(var rows) ? Determinant.of(rows) : new Apply(Function.ABS, List.of(inner));
    }

    Expression environment() {
        tokens.deeper();
        int bars = values.suspendBars();
        var name = tokens.next().text();
        var rows = rows();
        if (!tokens.next().is(Kind.END_ENVIRONMENT, name)) {
            throw new Unreadable("environment not closed");
        }
        values.resumeBars(bars);
        tokens.shallower();
        return switch (name) {
            case "pmatrix", "bmatrix", "matrix", "smallmatrix", "array", "Bmatrix" -> matrix(rows);
            case "vmatrix" -> Determinant.of(rows);
            case "cases", "aligned" ->
                new Listing(rows.stream().map(BracketParser::only).toList(), true);
            default -> throw new Unreadable("environment");
        };
    }

    private static Expression only(List<Expression> row) {
        if (row.size() != 1) {
            throw new Unreadable("cases");
        }
        return row.getFirst();
    }

    private List<List<Expression>> rows() {
        var rows = new ArrayList<List<Expression>>();
        var row = new ArrayList<Expression>();
        while (!tokens.is(Kind.END_ENVIRONMENT)) {
            if (tokens.accept("\\")) {
                rows.add(List.copyOf(row));
                row.clear();
            } else if (!tokens.accept("&")) {
                row.add(answers.item());
                tokens.accept(",");
            }
            if (tokens.is(Kind.END)) {
                throw new Unreadable("environment not closed");
            }
        }
        if (!row.isEmpty()) {
            rows.add(List.copyOf(row));
        }
        return rows;
    }

    private static Matrix matrix(List<List<Expression>> rows) {
        boolean ragged = rows.isEmpty()
                || rows.getFirst().isEmpty()
                || rows.stream().anyMatch(row -> row.size() != rows.getFirst().size());
        if (ragged) {
            throw new Unreadable("rows of unequal length");
        }
        return new Matrix(rows);
    }
}
