package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mathesis.corpus.formula.AsciiSymbols.Kind;
import mathesis.corpus.formula.AsciiSymbols.Symbol;
import mathesis.corpus.formula.Tex.Role;

/// Reads one AsciiMath formula: E = I E | I/I; I = S_S | S^S | S_S^S | S; S = constant | bracketed | unary S | binary S
/// S. One use, one thread; every character is read once.
final class AsciiParser {
    private final String formula;
    private final Budget budget;
    private int at;

    /// What S reads.
    ///
    /// @param whole as it stands
    /// @param bare  without its brackets, as fractions and scripts take it
    /// @param open  its opening bracket; empty where it has none
    /// @param cells what the commas in its brackets part
    private record Part(Tex whole, Tex bare, String open, List<Tex> cells) {
        static Part of(Tex tex) {
            return new Part(tex, tex, "", List.of());
        }
    }

    AsciiParser(String formula, Budget budget) {
        this.formula = formula;
        this.budget = budget;
    }

    Tex parse() {
        var pieces = new ArrayList<Tex>();
        while (!atEnd()) {
            for (var part : expression("", false)) {
                pieces.add(part.whole());
            }
            if (!atEnd()) {
                pieces.add(Symbols.named(take(peek()).tex().replace(".", "")));
            }
        }
        return TexRow.of(pieces, false);
    }

    private boolean atEnd() {
        while (at < formula.length() && formula.charAt(at) <= ' ') {
            at++;
        }
        return at >= formula.length();
    }

    private Symbol peek() {
        return AsciiSymbols.at(formula, at);
    }

    private Symbol take(Symbol symbol) {
        budget.enter();
        budget.leave();
        at += symbol.name().length();
        return symbol;
    }

    private boolean takes(String name) {
        boolean there = !atEnd() && peek().name().equals(name);
        if (there) {
            take(peek());
        }
        return there;
    }

    /// E, up to a closing bracket or the bar that is asked for.
    private List<Part> expression(String until, boolean tight) {
        var parts = new ArrayList<Part>();
        while (!atEnd() && peek().kind() != Kind.CLOSE && !peek().name().equals(until)) {
            var part = intermediate(tight);
            if (takes("/")) {
                var below = atEnd() ? Part.of(Tex.NOTHING) : intermediate(true);
                part = Part.of(
                        Tex.tall("\\frac" + part.bare().braced() + below.bare().braced()));
            }
            parts.add(part);
        }
        return parts;
    }

    /// I: a simple expression with its scripts; a function takes what follows.
    private Part intermediate(boolean tight) {
        budget.enter();
        var symbol = peek();
        var base = simple(tight);
        var sub = takes("_") ? script() : Tex.NOTHING;
        var sup = takes("^") ? script() : Tex.NOTHING;
        boolean scripted = !sub.isEmpty() || !sup.isEmpty();
        var part = scripted ? Part.of(scripted(base.whole(), sub, sup)) : base;
        if (scripted && symbol.kind() == Kind.FUNCTION && takesArgument(symbol)) {
            part = Part.of(TexRow.of(List.of(part.whole(), intermediate(tight).whole()), tight));
        }
        budget.leave();
        return part;
    }

    private static Tex scripted(Tex base, Tex sub, Tex sup) {
        var over = base.text().startsWith("\\overbrace{");
        return over || base.text().startsWith("\\underbrace{")
                ? Scripts.underOver(base, sub, sup)
                : Scripts.attach(base, sub, sup);
    }

    private Tex script() {
        return atEnd() ? Tex.NOTHING : simple(true).bare();
    }

    private Part simple(boolean tight) {
        if (atEnd()) {
            return Part.of(Tex.NOTHING);
        }
        budget.enter();
        var part = read(tight);
        budget.leave();
        return part;
    }

    private Part read(boolean tight) {
        char first = formula.charAt(at);
        if (first >= '0' && first <= '9') {
            return number();
        }
        if (first == '"') {
            return quoted();
        }
        var symbol = take(peek());
        return switch (symbol.kind()) {
            case CONSTANT ->
                symbol.name().equals("|") || symbol.name().equals("||") ? bars(symbol, tight) : constant(symbol);
            case FUNCTION -> function(symbol, tight);
            case UNARY -> unary(symbol, tight);
            case BINARY -> binary(symbol);
            case OPEN -> bracketed(symbol, tight);
            case CLOSE -> Part.of(Symbols.named(symbol.tex()));
        };
    }

    private Part number() {
        int start = at;
        while (at < formula.length() && (formula.charAt(at) >= '0' && formula.charAt(at) <= '9')) {
            at++;
        }
        if (at + 1 < formula.length() && formula.charAt(at) == '.' && Character.isDigit(formula.charAt(at + 1))) {
            at++;
            while (at < formula.length() && Character.isDigit(formula.charAt(at))) {
                at++;
            }
        }
        return Part.of(Tex.atom(formula.substring(start, at)));
    }

    private Part quoted() {
        int end = formula.indexOf('"', at + 1);
        int stop = end < 0 ? formula.length() : end;
        var text = formula.substring(at + 1, stop);
        at = Math.min(formula.length(), stop + 1);
        return Part.of(text(text));
    }

    private static Tex text(String text) {
        return text.isEmpty() ? Tex.NOTHING : Tex.font("\\text", Tokens.escaped(text));
    }

    private Part constant(Symbol symbol) {
        var tex = symbol.tex();
        if (symbol.name().equals(tex)) {
            return Part.of(
                    tex.length() > 2 || tex.equals(":=") || tex.equals("'")
                            ? named(tex)
                            : Tokens.characters(tex, Optional.empty()));
        }
        return Part.of(named(tex));
    }

    private static Tex named(String tex) {
        if (tex.equals(":=")) {
            return Tex.atom(tex).as(Role.RELATION);
        }
        if (tex.startsWith("\\quad") || tex.startsWith("\\qquad")) {
            return Tex.space(tex);
        }
        if (tex.startsWith("\\text{")) {
            return Tex.atom(
                    tex.equals("\\text{if}")
                            ? "\\text{if }"
                            : tex.replace("{", "{ ").replace("}", " }"));
        }
        return tex.equals("\\lim") ? Tex.operator(tex) : Symbols.named(tex);
    }

    private Part function(Symbol symbol, boolean tight) {
        boolean command = symbol.tex().startsWith("\\");
        var name = symbol.name().equals("mod")
                ? Tex.atom(symbol.tex()).as(Role.BINARY)
                : command ? Tex.operator(symbol.tex()) : Tex.atom(symbol.tex());
        if (name.role() == Role.BINARY || !takesArgument(symbol)) {
            return Part.of(name);
        }
        return Part.of(TexRow.of(List.of(name, simple(tight).whole()), tight));
    }

    /// `sin x` but not `sin^2`; `f(x)` but not `fx`.
    private boolean takesArgument(Symbol function) {
        if (atEnd() || "^_/|,)]}".indexOf(formula.charAt(at)) >= 0) {
            return false;
        }
        return function.name().length() > 1 || formula.charAt(at) == '(';
    }

    private Part unary(Symbol symbol, boolean tight) {
        if (symbol.tex().equals("\\text")) {
            return Part.of(text(rawArgument()));
        }
        var argument = simple(tight).bare();
        return Part.of(
                switch (symbol.tex()) {
                    case "|" -> Delimited.between(Tex.atom("|"), argument, Tex.atom("|"), tight);
                    case "\\|" -> Delimited.between(Tex.atom("\\|"), argument, Tex.atom("\\|"), tight);
                    case "\\lfloor" -> Delimited.between(Tex.atom("\\lfloor"), argument, Tex.atom("\\rfloor"), tight);
                    case "\\lceil" -> Delimited.between(Tex.atom("\\lceil"), argument, Tex.atom("\\rceil"), tight);
                    case "\\sqrt" -> Tex.tall("\\sqrt" + argument.braced());
                    default ->
                        new Tex(
                                accent(symbol.tex(), argument) + argument.braced(),
                                Role.ORDINARY,
                                Tex.Shape.ATOM,
                                argument.tall());
                });
    }

    private static String accent(String command, Tex argument) {
        if (Tex.isToken(argument.text())) {
            return command;
        }
        return switch (command) {
            case "\\hat" -> "\\widehat";
            case "\\bar" -> "\\overline";
            case "\\tilde" -> "\\widetilde";
            case "\\vec" -> "\\overrightarrow";
            default -> command;
        };
    }

    /// The characters between the brackets that follow, as they are.
    private String rawArgument() {
        if (atEnd()) {
            return "";
        }
        int close = switch (formula.charAt(at)) {
            case '(' -> formula.indexOf(')', at);
            case '[' -> formula.indexOf(']', at);
            case '{' -> formula.indexOf('}', at);
            default -> -1;
        };
        if (close < 0) {
            return "";
        }
        var text = formula.substring(at + 1, close);
        at = close + 1;
        return text;
    }

    private Part binary(Symbol symbol) {
        if (symbol.name().equals("color")) {
            rawArgument();
            return simple(false);
        }
        var first = simple(true).bare();
        var second = simple(true).bare();
        return Part.of(
                switch (symbol.name()) {
                    case "root" -> Tex.tall("\\sqrt[" + first.text() + "]" + second.braced());
                    case "frac" -> Tex.tall("\\frac" + first.braced() + second.braced());
                    case "underset" -> Scripts.underOver(second, first, Tex.NOTHING);
                    default -> Scripts.underOver(second, Tex.NOTHING, first);
                });
    }

    /// `|x|`; a bar without its partner stands alone.
    private Part bars(Symbol bar, boolean tight) {
        var tex = Tex.atom(bar.name().equals("|") ? "|" : "\\|");
        var inside = expression(bar.name(), tight);
        if (takes(bar.name())) {
            return inBrackets(tex, inside, tex, tight);
        }
        var pieces = new ArrayList<Tex>(List.of(tex));
        inside.forEach(part -> pieces.add(part.whole()));
        return Part.of(TexRow.of(pieces, tight));
    }

    private Part bracketed(Symbol open, boolean tight) {
        var inside = expression("", tight);
        var close = atEnd() ? "." : take(peek()).tex();
        return inBrackets(fence(open.tex()), inside, fence(close), tight);
    }

    private static Tex fence(String tex) {
        return tex.equals(".") ? Tex.NOTHING : Symbols.named(tex);
    }

    private Part inBrackets(Tex open, List<Part> inside, Tex close, boolean tight) {
        var bare = matrix(inside, close)
                .orElseGet(() -> TexRow.of(inside.stream().map(Part::whole).toList(), tight));
        return new Part(Delimited.between(open, bare, close, tight), bare, open.text(), cells(inside));
    }

    private static boolean isComma(Part part) {
        return part.whole().text().equals(",");
    }

    private static List<Tex> cells(List<Part> inside) {
        var cells = new ArrayList<Tex>();
        var cell = new ArrayList<Tex>();
        for (var part : inside) {
            if (isComma(part)) {
                cells.add(TexRow.of(cell, false));
                cell.clear();
            } else {
                cell.add(part.whole());
            }
        }
        cells.add(TexRow.of(cell, false));
        return cells;
    }

    /// Two or more brackets of the same kind with as many cells each, parted by commas.
    private static Optional<Tex> matrix(List<Part> inside, Tex close) {
        if (inside.size() < 3 || inside.size() % 2 == 0) {
            return Optional.empty();
        }
        var first = inside.getFirst();
        boolean brackets = first.open().equals("[")
                || first.open().equals("(") && !close.text().equals("\\}");
        for (int i = 0; i < inside.size(); i++) {
            var part = inside.get(i);
            boolean fits = i % 2 == 1
                    ? isComma(part)
                    : part.open().equals(first.open())
                            && part.cells().size() == first.cells().size();
            if (!brackets || !fits) {
                return Optional.empty();
            }
        }
        return Optional.of(Tex.tall(inside.stream()
                .filter(part -> !isComma(part))
                .map(row -> row.cells().stream().map(Tex::text).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" \\\\ ", Fences.MATRIX + " ", " \\end{matrix}"))));
    }
}
