package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mathesis.corpus.formula.Tex.Role;
import org.jsoup.nodes.Element;

/// Content markup to TeX: `apply` with the operators of [ContentOperators], numbers, sets, matrices, cases.
/// Brackets are written where the precedence of the operators asks for them.
final class ContentMarkup {
    /// How tightly a term holds together.
    private enum Strength {
        RELATION,
        SUM,
        PRODUCT,
        POWER,
        ATOM
    }

    private record Term(Tex tex, Strength strength) {}

    private final Presentation presentation;
    private final Budget budget;

    ContentMarkup(Presentation presentation, Budget budget) {
        this.presentation = presentation;
        this.budget = budget;
    }

    static boolean handles(String name) {
        return switch (name) {
            case "apply",
                    "reln",
                    "bind",
                    "ci",
                    "cn",
                    "csymbol",
                    "interval",
                    "set",
                    "list",
                    "vector",
                    "matrix",
                    "piecewise",
                    "lambda" -> true;
            default -> ContentOperators.isConstant(name);
        };
    }

    Tex convert(Element element) {
        return term(element).tex();
    }

    private Term term(Element element) {
        budget.enter();
        var name = Markup.name(element);
        var term = switch (name) {
            case "apply", "reln", "bind" -> apply(Markup.children(element));
            case "ci", "csymbol" -> atom(symbol(element));
            case "cn" -> number(element);
            case "interval" -> atom(interval(element));
            case "set" ->
                atom(Delimited.between(Symbols.of('{'), commas(Markup.children(element)), Symbols.of('}'), false));
            case "list", "vector" -> atom(parenthesised(commas(Markup.children(element))));
            case "matrix" -> atom(matrix(element));
            case "piecewise" -> atom(piecewise(element));
            case "lambda" -> lambda(Markup.children(element));
            default ->
                ContentOperators.constant(name)
                        .map(tex -> atom(Symbols.named(tex)))
                        .orElseGet(() -> atom(presentation.convert(element, false)));
        };
        budget.leave();
        return term;
    }

    private static Term atom(Tex tex) {
        return new Term(tex, Strength.ATOM);
    }

    private Tex symbol(Element ci) {
        return ci.childrenSize() > 0 ? presentation.row(ci, false) : Tokens.identifier(ci, false);
    }

    /// `3`, `1.5 \cdot 10^3`, `\frac{1}{2}`, by the type; the parts of one number are parted by `sep`.
    private Term number(Element cn) {
        var parts = new ArrayList<String>();
        cn.textNodes().forEach(text -> parts.add(text.text().strip()));
        if (parts.size() < 2) {
            var text = Tokens.number(cn);
            return text.text().startsWith("-") ? new Term(text, Strength.SUM) : atom(text);
        }
        var first = Tokens.characters(parts.get(0), Optional.empty());
        var second = Tokens.characters(parts.get(1), Optional.empty());
        return switch (cn.attr("type")) {
            case "rational" -> atom(Tex.tall("\\frac" + first.braced() + second.braced()));
            case "complex-cartesian" -> new Term(row(first, Symbols.of('+'), second, Tex.atom("i")), Strength.SUM);
            default ->
                new Term(
                        row(first, Symbols.of('×'), Scripts.attach(Tex.atom("10"), Tex.NOTHING, second)),
                        Strength.PRODUCT);
        };
    }

    private static Tex row(Tex... pieces) {
        return TexRow.of(List.of(pieces), false);
    }

    private static Tex parenthesised(Tex inside) {
        return Delimited.between(Symbols.of('('), inside, Symbols.of(')'), false);
    }

    private Tex commas(List<Element> elements) {
        var pieces = new ArrayList<Tex>();
        for (var element : elements) {
            if (!pieces.isEmpty()) {
                pieces.add(Symbols.of(','));
            }
            pieces.add(term(element).tex());
        }
        return TexRow.of(pieces, false);
    }

    private Tex interval(Element element) {
        var closure = element.attr("closure");
        var open = closure.startsWith("open") && !closure.equals("open-closed") || closure.equals("open-closed")
                ? '('
                : '[';
        var close = closure.equals("open") || closure.equals("closed-open") ? ')' : ']';
        return Delimited.between(Symbols.of(open), commas(Markup.children(element)), Symbols.of(close), false);
    }

    private Tex matrix(Element matrix) {
        var rows = new ArrayList<String>();
        for (var row : Markup.children(matrix)) {
            var cells = Markup.children(row).stream()
                    .map(cell -> term(cell).tex().text())
                    .toList();
            rows.add(String.join(" & ", cells));
        }
        return Tex.tall("\\begin{pmatrix} " + Budget.checked(String.join(" \\\\ ", rows)) + " \\end{pmatrix}");
    }

    private Tex piecewise(Element piecewise) {
        var rows = new ArrayList<String>();
        for (var piece : Markup.children(piecewise)) {
            var parts = Markup.children(piece).stream()
                    .map(part -> term(part).tex().text())
                    .toList();
            boolean otherwise = Markup.name(piece).equals("otherwise");
            rows.add(String.join(" & \\text{if } ", parts) + (otherwise ? " & \\text{otherwise}" : ""));
        }
        return Tex.tall("\\begin{cases} " + Budget.checked(String.join(" \\\\ ", rows)) + " \\end{cases}");
    }

    private Term lambda(List<Element> children) {
        var bound = named(children, "bvar").map(this::inner).orElse(Tex.NOTHING);
        var body = children.isEmpty() ? Tex.NOTHING : term(children.getLast()).tex();
        return new Term(row(bound, Symbols.named("\\mapsto"), body), Strength.RELATION);
    }

    private static Optional<Element> named(List<Element> children, String name) {
        return children.stream()
                .filter(child -> Markup.name(child).equals(name))
                .findFirst();
    }

    /// The content of `bvar`, `degree`, `lowlimit` and their like.
    private Tex inner(Element qualifier) {
        var children = Markup.children(qualifier).stream()
                .filter(child -> !Markup.name(child).equals("degree"))
                .toList();
        return commas(children);
    }

    private Term apply(List<Element> children) {
        if (children.isEmpty()) {
            return atom(Tex.NOTHING);
        }
        var head = children.getFirst();
        var operator = Markup.name(head);
        var qualifiers =
                children.stream().skip(1).filter(ContentOperators::isQualifier).toList();
        var arguments = children.stream()
                .skip(1)
                .filter(child -> !ContentOperators.isQualifier(child))
                .toList();
        return switch (operator) {
            case "minus" ->
                arguments.size() == 1
                        ? negative(arguments.getFirst())
                        : infix(arguments, Symbols.of('-'), Strength.SUM);
            case "plus" -> infix(arguments, Symbols.of('+'), Strength.SUM);
            case "times" -> product(arguments);
            case "divide" -> atom(fraction(arguments));
            case "power" -> new Term(power(arguments), Strength.POWER);
            case "root" -> atom(root(qualifiers, arguments));
            case "abs" -> atom(fenced("|", arguments, "|"));
            case "floor" -> atom(fenced("\\lfloor", arguments, "\\rfloor"));
            case "ceiling" -> atom(fenced("\\lceil", arguments, "\\rceil"));
            case "card" -> atom(fenced("|", arguments, "|"));
            case "factorial" ->
                atom(row(operand(arguments, 0, Strength.ATOM), Tex.atom("!").as(Role.CLOSE)));
            case "exp" -> new Term(Scripts.attach(Tex.atom("e"), Tex.NOTHING, whole(arguments, 0)), Strength.POWER);
            case "not" -> new Term(row(Symbols.of('¬'), operand(arguments, 0, Strength.ATOM)), Strength.POWER);
            case "transpose" ->
                new Term(
                        Scripts.attach(operand(arguments, 0, Strength.ATOM), Tex.NOTHING, Tex.atom("T")),
                        Strength.POWER);
            case "inverse" ->
                new Term(
                        Scripts.attach(
                                operand(arguments, 0, Strength.ATOM), Tex.NOTHING, row(Symbols.of('-'), Tex.atom("1"))),
                        Strength.POWER);
            case "conjugate" ->
                atom(new Tex("\\overline" + whole(arguments, 0).braced(), Role.ORDINARY, Tex.Shape.ATOM, false));
            case "log" -> function(base(qualifiers), arguments);
            case "int", "sum", "product", "limit", "forall", "exists" -> quantified(operator, qualifiers, arguments);
            case "diff", "partialdiff" ->
                derivative(operator.equals("diff") ? Tex.atom("d") : Symbols.of('∂'), qualifiers, arguments);
            default -> other(head, operator, arguments);
        };
    }

    private Term other(Element head, String operator, List<Element> arguments) {
        var infix = ContentOperators.infix(operator);
        if (infix.isPresent()) {
            var sign = Symbols.named(infix.get());
            return infix(arguments, sign, sign.role() == Role.RELATION ? Strength.RELATION : Strength.SUM);
        }
        var name = ContentOperators.function(operator).map(Tex::operator).orElseGet(() -> callee(head));
        return function(name, arguments);
    }

    private Tex callee(Element head) {
        var term = term(head);
        return term.strength() == Strength.ATOM ? term.tex() : parenthesised(term.tex());
    }

    /// The argument in brackets where it holds together less than is asked for.
    private Tex operand(List<Element> arguments, int index, Strength needed) {
        if (index >= arguments.size()) {
            return Tex.NOTHING;
        }
        var term = term(arguments.get(index));
        return term.strength().compareTo(needed) < 0 ? parenthesised(term.tex()) : term.tex();
    }

    private Tex whole(List<Element> arguments, int index) {
        return operand(arguments, index, Strength.RELATION);
    }

    private Term infix(List<Element> arguments, Tex sign, Strength strength) {
        var pieces = new ArrayList<Tex>();
        for (int i = 0; i < arguments.size(); i++) {
            boolean right = i > 0 && sign.text().equals("-");
            if (i > 0) {
                pieces.add(sign);
            }
            pieces.add(operand(arguments, i, right || strength == Strength.RELATION ? next(strength) : strength));
        }
        return new Term(TexRow.of(pieces, false), strength);
    }

    private static Strength next(Strength strength) {
        return Strength.values()[strength.ordinal() + 1];
    }

    private Term negative(Element argument) {
        return new Term(row(Symbols.of('-'), operand(List.of(argument), 0, Strength.PRODUCT)), Strength.SUM);
    }

    /// Factors side by side, with a sign between numbers.
    private Term product(List<Element> arguments) {
        var pieces = new ArrayList<Tex>();
        for (int i = 0; i < arguments.size(); i++) {
            var factor = operand(arguments, i, Strength.PRODUCT);
            if (i > 0 && !factor.isEmpty() && Character.isDigit(factor.text().charAt(0))) {
                pieces.add(Symbols.of('⋅'));
            }
            pieces.add(factor);
        }
        return new Term(TexRow.of(pieces, false), Strength.PRODUCT);
    }

    private Tex fraction(List<Element> arguments) {
        return Tex.tall(
                "\\frac" + whole(arguments, 0).braced() + whole(arguments, 1).braced());
    }

    private Tex power(List<Element> arguments) {
        return Scripts.attach(operand(arguments, 0, Strength.ATOM), Tex.NOTHING, whole(arguments, 1));
    }

    private Tex root(List<Element> qualifiers, List<Element> arguments) {
        var degree = named(qualifiers, "degree").map(this::inner).map(Tex::text).orElse("2");
        var index = degree.equals("2") ? "" : "[" + degree + "]";
        return Tex.tall("\\sqrt" + index + whole(arguments, 0).braced());
    }

    private Tex fenced(String open, List<Element> arguments, String close) {
        return Delimited.between(Symbols.named(open), whole(arguments, 0), Symbols.named(close), false);
    }

    private Tex base(List<Element> qualifiers) {
        var base = named(qualifiers, "logbase").map(this::inner).orElse(Tex.NOTHING);
        return Scripts.attach(Tex.operator("\\log"), base, Tex.NOTHING);
    }

    /// `\sin x`, `f(x, y)`.
    private Term function(Tex name, List<Element> arguments) {
        boolean bare = name.role() == Role.OPERATOR && arguments.size() == 1;
        var term = bare ? term(arguments.getFirst()) : atom(Tex.NOTHING);
        boolean short_ =
                bare && term.strength() == Strength.ATOM && !term.tex().text().startsWith("\\left");
        var argument = short_ ? term.tex() : parenthesised(bare ? term.tex() : commas(arguments));
        return new Term(row(name, argument), bare ? Strength.POWER : Strength.ATOM);
    }

    private Term quantified(String operator, List<Element> qualifiers, List<Element> arguments) {
        var bound = named(qualifiers, "bvar").map(this::inner).orElse(Tex.NOTHING);
        var low = named(qualifiers, "lowlimit").map(this::inner).orElse(Tex.NOTHING);
        var high = named(qualifiers, "uplimit").map(this::inner).orElse(Tex.NOTHING);
        var condition = named(qualifiers, "condition").map(this::inner).orElse(Tex.NOTHING);
        var body = operand(arguments, 0, Strength.PRODUCT);
        return switch (operator) {
            case "int" ->
                new Term(
                        row(Scripts.attach(Symbols.of('∫'), low, high), body, Tex.space("\\,"), Tex.atom("d"), bound),
                        Strength.PRODUCT);
            case "forall", "exists" ->
                new Term(
                        row(Symbols.named("\\" + operator), bound, Symbols.of(':'), whole(arguments, 0)),
                        Strength.RELATION);
            case "limit" ->
                new Term(
                        row(
                                Scripts.attach(
                                        Tex.operator("\\lim"),
                                        condition.isEmpty() ? tight(bound, "\\to", low) : condition,
                                        Tex.NOTHING),
                                body),
                        Strength.PRODUCT);
            default -> {
                var sign = Symbols.of(operator.equals("sum") ? '∑' : '∏');
                var from = low.isEmpty() ? condition : tight(bound, "=", low);
                yield new Term(row(Scripts.attach(sign, from, high), body), Strength.PRODUCT);
            }
        };
    }

    private static Tex tight(Tex left, String relation, Tex right) {
        return right.isEmpty() ? left : TexRow.of(List.of(left, Symbols.named(relation), right), true);
    }

    private Term derivative(Tex sign, List<Element> qualifiers, List<Element> arguments) {
        var variables = qualifiers.stream()
                .filter(child -> Markup.name(child).equals("bvar"))
                .toList();
        if (variables.isEmpty()) {
            return new Term(
                    Scripts.attach(operand(arguments, 0, Strength.ATOM), Tex.NOTHING, Tex.atom("'")), Strength.POWER);
        }
        var below = new ArrayList<Tex>();
        var degrees = new ArrayList<String>();
        for (var variable : variables) {
            var degree =
                    named(Markup.children(variable), "degree").map(this::inner).orElse(Tex.NOTHING);
            below.add(sign);
            below.add(Scripts.attach(inner(variable), Tex.NOTHING, degree));
            degrees.add(degree.isEmpty() ? "1" : degree.text());
        }
        var order = order(degrees);
        var above = Scripts.attach(
                sign,
                Tex.NOTHING,
                order.equals("1") ? Tex.NOTHING : new Tex(order, Role.ORDINARY, Tex.Shape.ROW, false));
        var operator =
                Tex.tall("\\frac" + above.braced() + TexRow.of(below, true).braced());
        return new Term(row(operator, operand(arguments, 0, Strength.PRODUCT)), Strength.PRODUCT);
    }

    /// The sum of the degrees.
    private static String order(List<String> degrees) {
        boolean numbers = degrees.stream().allMatch(degree -> degree.matches("[0-9]{1,4}"));
        return numbers
                ? Integer.toString(degrees.stream()
                        .flatMapToInt(degree -> IntStream.of(Integer.parseInt(degree)))
                        .sum())
                : String.join("+", degrees);
    }
}
