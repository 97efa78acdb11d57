package mathesis.reward.expression;

import java.util.ArrayList;
import java.util.List;
import mathesis.reward.expression.Expression.Comparison;
import mathesis.reward.expression.Expression.Listing;
import mathesis.reward.expression.Expression.Measured;
import mathesis.reward.expression.Expression.Ratio;
import mathesis.reward.expression.Expression.Relation;
import mathesis.reward.expression.Expression.SetOperation;
import mathesis.reward.expression.Expression.SetOperation.Operator;
import mathesis.reward.expression.Expression.Symbol;
import mathesis.reward.expression.Expression.Words;
import mathesis.reward.expression.Token.Kind;

/// Reads what an answer says: several answers, relations between values, sets and ratios. The values themselves are the
/// work of [ValueParser]. Recursive descent of bounded depth, without backtracking.
public final class AnswerParser {
    private final TokenStream tokens;
    private final ValueParser values;

    private AnswerParser(TokenStream tokens) {
        this.tokens = tokens;
        values = new ValueParser(tokens, this);
    }

    /// Why a text could not be read, or what it says.
    public sealed interface Reading {
        /// What the text says.
        record Read(Expression expression) implements Reading {}

        /// It is nothing of the kinds that are understood.
        record NotRead() implements Reading {}

        /// It is larger than the budget allows.
        record TooLarge() implements Reading {}
    }

    /// Reads a bare answer; never throws.
    public static Reading read(String text) {
        if (text.length() > Budget.LONGEST_INPUT) {
            return new Reading.TooLarge();
        }
        try {
            var tokens = new TokenStream(Lexer.tokens(text));
            return new Reading.Read(new AnswerParser(tokens).whole());
        } catch (Unreadable _) {
            return new Reading.NotRead();
        } catch (Budget.Exceeded _) {
            return new Reading.TooLarge();
        }
    }

    private Expression whole() {
        var answer = listing(true);
        if (!tokens.is(Kind.END)) {
            throw new Unreadable("more follows");
        }
        return answer;
    }

    /// Items up to a closing sign; one alone is itself.
    Expression listing(boolean outermost) {
        var items = new ArrayList<Expression>();
        boolean unordered = false;
        boolean separated = true;
        while (!ends(separated)) {
            if (isSeparator()) {
                var separator = tokens.next().text();
                if (items.isEmpty()) {
                    throw new Unreadable("separator first");
                }
                unordered |= !separator.equals(",");
                separated = true;
            } else if (separated) {
                items.add(item());
                separated = false;
            } else if (!outermost && tokens.peek().is(Kind.OPEN, "[")) {
                break; // closes ]a, b[
            } else {
                throw new Unreadable("no separator");
            }
        }
        if (items.isEmpty()) {
            throw new Unreadable("empty");
        }
        if (separated && !outermost) {
            throw new Unreadable("separator last");
        }
        return items.size() == 1 ? items.getFirst() : new Listing(items, unordered);
    }

    /// A square bracket that closes nothing opens `]a, b[`.
    private boolean ends(boolean separated) {
        boolean outward = separated && tokens.peek().is(Kind.CLOSE, "]");
        return tokens.is(Kind.END) || tokens.is(Kind.CLOSE) && !outward || tokens.is(Kind.END_ENVIRONMENT);
    }

    private boolean isSeparator() {
        var token = tokens.peek();
        return token.kind() == Kind.OPERATOR
                && switch (token.text()) {
                    case ",", ";", "and", "or", "\\" -> true;
                    default -> false;
                };
    }

    /// A relation, or a value alone.
    Expression item() {
        tokens.deeper();
        try {
            return words() ? new Words(readWords()) : relation();
        } finally {
            tokens.shallower();
        }
    }

    private Expression relation() {
        var members = new ArrayList<Expression>();
        var signs = new ArrayList<Comparison>();
        members.add(member());
        while (tokens.is(Kind.OPERATOR) && !comparison(tokens.peek().text()).isEmpty()) {
            signs.add(comparison(tokens.next().text()).getFirst());
            members.add(member());
        }
        return signs.isEmpty() ? members.getFirst() : new Relation(members, signs);
    }

    private static List<Comparison> comparison(String sign) {
        return switch (sign) {
            case "=" -> List.of(Comparison.EQUAL);
            case "~" -> List.of(Comparison.APPROXIMATE);
            case "!=" -> List.of(Comparison.NOT_EQUAL);
            case "<" -> List.of(Comparison.LESS);
            case "<=" -> List.of(Comparison.LESS_OR_EQUAL);
            case ">" -> List.of(Comparison.GREATER);
            case ">=" -> List.of(Comparison.GREATER_OR_EQUAL);
            case "in" -> List.of(Comparison.MEMBER);
            case "subset" -> List.of(Comparison.SUBSET);
            case "==" -> List.of(Comparison.CONGRUENT);
            default -> List.of();
        };
    }

    /// One side of a relation: a ratio, a set or a value, with its unit.
    private Expression member() {
        if (tokens.is(Kind.TEXT)) {
            return name();
        }
        int start = tokens.position();
        var first = set();
        if (tokens.isOperator(":")) {
            return ratio(first, start);
        }
        return measured(first);
    }

    private Expression measured(Expression value) {
        if (!tokens.is(Kind.TEXT)) {
            return value;
        }
        var words = new StringBuilder();
        while (tokens.is(Kind.TEXT) || tokens.isOperator("/") && tokens.peek(1).kind() == Kind.TEXT) {
            words.append(words.isEmpty() ? "" : " ").append(tokens.next().text());
            if (tokens.isOperator("^")) {
                tokens.next();
                words.append('^').append(power());
            }
        }
        return new Measured(value, words.toString());
    }

    private String power() {
        boolean braced = tokens.peek().is(Kind.OPEN, "{");
        if (braced) {
            tokens.next();
        }
        var sign = tokens.accept("-") ? "-" : "";
        if (!tokens.is(Kind.NUMBER)) {
            throw new Unreadable("power of a unit");
        }
        var power = sign + tokens.next().text();
        if (braced) {
            tokens.expectClose("}");
        }
        return power;
    }

    /// Words on the left of a sign of equality.
    private Expression name() {
        var words = new StringBuilder();
        while (tokens.is(Kind.TEXT) || tokens.is(Kind.SYMBOL)) {
            words.append(tokens.next().text()).append(' ');
        }
        if (!tokens.isOperator("=") && !tokens.isOperator("~") && !tokens.isOperator(":")) {
            throw new Unreadable("words before a value");
        }
        if (tokens.accept(":")) { // "Area: 5" says what "Area = 5" says
            throw new Unreadable("label");
        }
        return new Symbol("text " + words.toString().strip());
    }

    private Expression ratio(Expression first, int start) {
        var parts = new ArrayList<Expression>(List.of(first));
        boolean time = tokens.position() == start + 1 && tokens.peek(-1).kind() == Kind.NUMBER;
        while (tokens.accept(":")) {
            var token = tokens.peek();
            int before = tokens.position();
            parts.add(set());
            time &= token.kind() == Kind.NUMBER
                    && tokens.position() == before + 1
                    && token.text().length() == 2
                    && token.text().charAt(0) < '6';
        }
        return measured(new Ratio(parts, time));
    }

    private Expression set() {
        var left = values.sum();
        while (tokens.isOperator("cup") || tokens.isOperator("cap") || tokens.isOperator("setminus")) {
            var operator = switch (tokens.next().text()) {
                case "cup" -> Operator.UNION;
                case "cap" -> Operator.INTERSECTION;
                default -> Operator.DIFFERENCE;
            };
            var right = values.sum();
            left = joined(operator, left, right);
        }
        return left;
    }

    private static Expression joined(Operator operator, Expression left, Expression right) {
        if (operator == Operator.UNION && left instanceof SetOperation(var before, var parts) && before == operator) {
            var all = new ArrayList<>(parts);
            all.add(right);
            return new SetOperation(operator, all);
        }
        return new SetOperation(operator, List.of(left, right));
    }

    /// Whether nothing but words stands before the next separator.
    private boolean words() {
        boolean any = false;
        int letters = 0;
        boolean spaced = true;
        boolean small = true;
        int i = 0;
        for (; ; i++) {
            var token = tokens.peek(i);
            if (token.kind() == Kind.TEXT || token.kind() == Kind.FUNCTION && i > 0) {
                any = true;
            } else if (token.kind() == Kind.SYMBOL && token.text().length() == 1) {
                letters++;
                spaced &= i == 0 || token.spaced();
                small &= Character.isLowerCase(token.text().charAt(0));
            } else {
                break;
            }
            if (token.kind() == Kind.END) {
                break;
            }
        }
        var end = tokens.peek(i);
        boolean ends = end.kind() == Kind.END || end.kind() == Kind.OPERATOR && isEnd(end.text());
        boolean product = small && spaced; // a b c
        return ends && (any || letters > 1 && !product && (!small || letters > 2));
    }

    private static boolean isEnd(String operator) {
        return operator.equals(",") || operator.equals(";") || operator.equals("and") || operator.equals("or");
    }

    private String readWords() {
        var words = new StringBuilder();
        while (tokens.is(Kind.TEXT) || tokens.is(Kind.SYMBOL) || tokens.is(Kind.FUNCTION)) {
            words.append(tokens.next().text());
        }
        return words.toString();
    }
}
