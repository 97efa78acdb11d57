package mathesis.reward.expression;

import java.util.ArrayList;
import java.util.List;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.Based;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.FiniteSet;
import mathesis.reward.expression.Expression.NamedSet;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.PlusMinus;
import mathesis.reward.expression.Expression.Power;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Expression.Root;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.Expression.Symbol;
import mathesis.reward.expression.Expression.Unknown;
import mathesis.reward.expression.Token.Kind;

/// Reads values: sums, products written or implied, powers, roots and functions.
final class ValueParser {
    /// Most signs behind one base, and most strokes of division in one product.
    private static final int MOST_REPEATED = 12;

    private static final List<String> BASES =
            List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private final TokenStream tokens;
    private final BracketParser brackets;
    private int bars;

    ValueParser(TokenStream tokens, AnswerParser answers) {
        this.tokens = tokens;
        brackets = new BracketParser(tokens, answers, this);
    }

    Expression sum() {
        tokens.deeper();
        var terms = new ArrayList<Expression>();
        do {
            terms.add(signedTerm(!terms.isEmpty()));
        } while (atSign());
        tokens.shallower();
        return terms.size() == 1 ? terms.getFirst() : new Sum(terms);
    }

    private boolean atSign() {
        var token = tokens.peek();
        return token.kind() == Kind.OPERATOR && isSign(token.text());
    }

    private static boolean isSign(String operator) {
        return operator.equals("+") || operator.equals("-") || operator.equals("+-") || operator.equals("-+");
    }

    private Expression signedTerm(boolean signRequired) {
        boolean negative = false;
        int either = 0;
        int signs = 0;
        while (atSign()) {
            var sign = tokens.next().text();
            signs++;
            negative ^= sign.equals("-");
            either = sign.equals("+-") ? 1 : sign.equals("-+") ? -1 : either;
        }
        if (signRequired && signs == 0 || signs > 3) {
            throw new Unreadable("signs");
        }
        var term = term();
        var value = negative ? Expression.negate(term) : term;
        return either == 0 ? value : new PlusMinus(value, either);
    }

    private Expression term() {
        var factors = new ArrayList<Expression>();
        factors.add(mixed());
        int strokes = 0;
        boolean nameBelow = false;
        while (true) {
            if (tokens.accept("*")) {
                factors.add(signedFactor());
                nameBelow = false;
            } else if (divides()) {
                tokens.next();
                if (++strokes > MOST_REPEATED) {
                    throw new Budget.Exceeded("too many divisions");
                }
                int start = tokens.position();
                var divisor = signedFactor();
                nameBelow = !(divisor instanceof Number) && tokens.position() == start + 1;
                var quotient = new Quotient(product(factors), divisor);
                factors.clear();
                factors.add(quotient);
            } else if (tokens.accept("mod")) {
                var divisor = signedFactor();
                var rest = new Apply(Function.MOD, List.of(product(factors), divisor));
                factors.clear();
                factors.add(rest);
            } else if (startsFactor()) {
                if (nameBelow) {
                    throw new Unreadable("ambiguous fraction");
                }
                factors.add(power());
            } else {
                return product(factors);
            }
        }
    }

    private boolean divides() {
        return tokens.isOperator("/") && tokens.peek(1).kind() != Kind.TEXT;
    }

    private static Expression product(List<Expression> factors) {
        return factors.size() == 1 ? factors.getFirst() : new Product(factors);
    }

    private Expression signedFactor() {
        boolean negative = false;
        for (int signs = 0; tokens.isOperator("-") || tokens.isOperator("+"); signs++) {
            negative ^= tokens.next().text().equals("-");
            if (signs > 2) {
                throw new Unreadable("signs");
            }
        }
        var factor = power();
        return negative ? Expression.negate(factor) : factor;
    }

    /// A whole number and a proper fraction beside it are their sum.
    private Expression mixed() {
        if (!tokens.is(Kind.NUMBER)) {
            return power();
        }
        int start = tokens.position();
        var first = power();
        boolean whole = first instanceof Number(var value, var places) && value.isWhole() && places < 0;
        if (!whole || tokens.position() != start + 1) {
            return first;
        }
        var token = tokens.peek();
        boolean slashed = token.kind() == Kind.NUMBER
                && token.spaced()
                && tokens.peek(1).isOperator("/")
                && tokens.peek(2).kind() == Kind.NUMBER;
        if (slashed) {
            var top = Numerals.parse(tokens.next().text());
            tokens.next();
            return proper(
                    (Number) first,
                    new Quotient(top, Numerals.parse(tokens.next().text())));
        }
        boolean fraction = token.kind() == Kind.COMMAND && token.text().startsWith("frac");
        return fraction ? proper((Number) first, power()) : first;
    }

    private static Expression proper(Number whole, Expression fraction) {
        boolean numeric = fraction instanceof Quotient(var top, var bottom)
                && top instanceof Number(var t, var _)
                && bottom instanceof Number(var b, var _)
                && t.isWhole()
                && b.isWhole()
                && t.signum() > 0
                && t.compareTo(b) < 0;
        return numeric ? new Sum(List.of(whole, fraction)) : new Product(List.of(whole, fraction));
    }

    private boolean startsFactor() {
        var token = tokens.peek();
        return switch (token.kind()) {
            case SYMBOL, FUNCTION, COMMAND, BEGIN -> true;
            case NUMBER -> numberMayFollow();
            case OPEN -> brackets.mayMultiply(token.text());
            case OPERATOR -> token.text().equals("|") && bars == 0;
            case TEXT, CLOSE, END_ENVIRONMENT, END -> false;
        };
    }

    private boolean numberMayFollow() {
        var before = tokens.peek(-1);
        return before.kind() == Kind.CLOSE;
    }

    /// A base with the powers, factorials and other signs behind it.
    Expression power() {
        tokens.deeper();
        int start = tokens.position();
        var base = primary();
        for (int i = 0; ; i++) {
            if (i > MOST_REPEATED) {
                throw new Budget.Exceeded("too many signs behind a value");
            }
            if (tokens.accept("^")) {
                base = raised(base);
            } else if (tokens.accept("!")) {
                base = new Apply(Function.FACTORIAL, List.of(base));
            } else if (tokens.accept("deg")) {
                base = new Product(List.of(base, Constant.DEGREE));
            } else if (tokens.accept("%")) {
                base = new Expression.Measured(base, "%");
            } else if (tokens.isOperator("_") && base instanceof Number && tokens.position() == start + 1) {
                base = based(tokens.peek(-1).text());
            } else {
                break;
            }
        }
        tokens.shallower();
        return base;
    }

    private Expression raised(Expression base) {
        if (tokens.accept("deg")) {
            return new Product(List.of(base, Constant.DEGREE));
        }
        boolean degrees = tokens.peek().is(Kind.OPEN, "{")
                && tokens.peek(1).isOperator("deg")
                && tokens.peek(2).is(Kind.CLOSE, "}");
        if (degrees) {
            tokens.next();
            tokens.next();
            tokens.next();
            return new Product(List.of(base, Constant.DEGREE));
        }
        return new Power(base, exponent());
    }

    private Expression exponent() {
        boolean negative = tokens.accept("-");
        if (!negative) {
            tokens.accept("+");
        }
        var exponent = tokens.peek().is(Kind.OPEN, "{") ? brackets.group() : exponentBase();
        return negative ? Expression.negate(exponent) : exponent;
    }

    /// Powers bind to the right.
    private Expression exponentBase() {
        tokens.deeper();
        var base = primary();
        var exponent = tokens.accept("^") ? new Power(base, exponent()) : base;
        tokens.shallower();
        return exponent;
    }

    private Expression based(String digits) {
        tokens.next();
        boolean braced = tokens.peek().is(Kind.OPEN, "{");
        if (braced) {
            tokens.next();
        }
        int base = base(tokens.next());
        if (braced) {
            tokens.expectClose("}");
        }
        return new Based(digits, base);
    }

    private static int base(Token token) {
        boolean digits = token.kind() == Kind.NUMBER && token.text().length() <= 2 && isWhole(token.text());
        int named = token.kind() == Kind.TEXT ? BASES.indexOf(token.text()) : -1;
        if (!digits && named < 0) {
            throw new Unreadable("base");
        }
        return digits ? Integer.parseInt(token.text()) : named + 2;
    }

    private Expression primary() {
        var token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> Numerals.parse(tokens.next().text());
            case SYMBOL -> symbol();
            case FUNCTION -> function();
            case COMMAND -> command(tokens.next().text());
            case OPEN, CLOSE -> brackets.bracketed();
            case BEGIN -> brackets.environment();
            case OPERATOR -> {
                if (!token.text().equals("|")) {
                    throw new Unreadable("operator");
                }
                yield bars();
            }
            case TEXT, END_ENVIRONMENT, END -> throw new Unreadable("no value");
        };
    }

    private Expression bars() {
        tokens.next();
        bars++;
        var inner = sum();
        bars--;
        if (!tokens.accept("|")) {
            throw new Unreadable("bar not closed");
        }
        return brackets.absolute(inner);
    }

    /// Within brackets a bar opens anew.
    int suspendBars() {
        int open = bars;
        bars = 0;
        return open;
    }

    void resumeBars(int open) {
        bars = open;
    }

    private Expression symbol() {
        var name = tokens.next().text();
        switch (name) {
            case "pi" -> {
                return Constant.PI;
            }
            case "e" -> {
                return subscripted(Constant.E, name);
            }
            case "i" -> {
                return subscripted(Constant.I, name);
            }
            case "infty" -> {
                return Constant.INFINITY;
            }
            case "emptyset" -> {
                return new FiniteSet(List.of());
            }
            default -> {
                return name.startsWith("mathbb") ? namedSet(name) : named(name);
            }
        }
    }

    private Expression subscripted(Constant constant, String name) {
        return tokens.isOperator("_") ? new Symbol(name + subscript()) : constant;
    }

    private static Expression namedSet(String name) {
        return switch (name.substring("mathbb".length())) {
            case "R" -> NamedSet.REALS;
            case "Z" -> NamedSet.INTEGERS;
            case "N" -> NamedSet.NATURALS;
            case "Q" -> NamedSet.RATIONALS;
            case "C" -> NamedSet.COMPLEX;
            default -> throw new Unreadable("set");
        };
    }

    private Expression named(String letter) {
        var name = letter + subscript();
        while (tokens.accept("'")) {
            name += "'";
        }
        boolean called = (name.charAt(0) == 'f' || name.charAt(0) == 'g' || name.endsWith("'"))
                && tokens.peek().is(Kind.OPEN, "(");
        if (called && letter.length() == 1) {
            return new Unknown(name, brackets.arguments());
        }
        return new Symbol(name);
    }

    /// The subscript here as part of a name; empty where none stands.
    private String subscript() {
        if (!tokens.accept("_")) {
            return "";
        }
        int start = tokens.position();
        if (!tokens.peek().is(Kind.OPEN, "{")) {
            return "_" + tokens.next().text();
        }
        int depth = 0;
        do {
            var token = tokens.next();
            depth += token.is(Kind.OPEN, "{") ? 1 : token.is(Kind.CLOSE, "}") ? -1 : 0;
            if (token.kind() == Kind.END) {
                throw new Unreadable("subscript not closed");
            }
        } while (depth > 0);
        return "_" + tokens.spelling(start + 1, tokens.position() - 1);
    }

    private Expression command(String name) {
        return switch (name) {
            case "frac" -> new Quotient(argument(), argument());
            case "binom" -> new Apply(Function.BINOMIAL, List.of(argument(), argument()));
            case "sqrt" -> root(true);
            case "root" -> root(false);
            case "cbrt" -> new Root(wholeArgument(), 3);
            case "accent" -> accented();
            case "pmod" -> throw new Unreadable("congruence");
            default -> fraction(name.substring("fraction".length()));
        };
    }

    private static Expression fraction(String text) {
        int stroke = text.indexOf('/');
        return new Quotient(Numerals.parse(text.substring(0, stroke)), Numerals.parse(text.substring(stroke + 1)));
    }

    private Expression root(boolean latex) {
        int degree = 2;
        if (latex && tokens.peek().is(Kind.OPEN, "[")) {
            tokens.next();
            if (!tokens.is(Kind.NUMBER)
                    || tokens.peek().text().length() > 2
                    || !isWhole(tokens.peek().text())) {
                throw new Unreadable("degree of a root");
            }
            degree = Integer.parseInt(tokens.next().text());
            tokens.expectClose("]");
        }
        if (degree < 2) {
            throw new Unreadable("degree of a root");
        }
        return new Root(latex ? argument() : wholeArgument(), degree);
    }

    private static boolean isWhole(String digits) {
        return digits.chars().allMatch(Character::isDigit);
    }

    private Expression wholeArgument() {
        tokens.deeper();
        var argument = primary();
        tokens.shallower();
        return argument;
    }

    /// A command's argument: a group, a bracket, one digit or one sign.
    private Expression argument() {
        if (tokens.is(Kind.NUMBER) && isWhole(tokens.peek().text())) {
            return Numerals.parse(tokens.takeDigit());
        }
        return tokens.peek().is(Kind.OPEN, "{") ? brackets.group() : wholeArgument();
    }

    private Expression accented() {
        int start = tokens.position();
        if (tokens.peek().is(Kind.OPEN, "{")) {
            do {
                if (tokens.is(Kind.END)) {
                    throw new Unreadable("name not closed");
                }
            } while (!tokens.next().is(Kind.CLOSE, "}"));
        } else {
            tokens.next();
        }
        var spelling = tokens.spelling(start, tokens.position());
        return new Symbol("accent" + spelling.replace("{", "").replace("}", "") + subscript());
    }

    private Expression function() {
        return new FunctionParser(tokens, brackets, this).read();
    }
}
