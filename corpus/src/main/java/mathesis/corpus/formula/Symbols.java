package mathesis.corpus.formula;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The characters of formulas and the names of functions, with the TeX that a person writes for them. The table is the
/// resource `symbols.txt`.
final class Symbols {
    private static final Map<Integer, Tex> TABLE = read();

    /// Functions that LaTeX has a command for.
    private static final Set<String> FUNCTIONS = Set.of(
            "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd",
            "hom", "inf", "ker", "lg", "lim", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan", "tanh",
            "Pr", "liminf", "limsup", "injlim", "projlim");

    /// Operators whose scripts stand under and over them in a displayed formula.
    private static final Set<String> WITH_LIMITS = Set.of(
            "\\lim",
            "\\limsup",
            "\\liminf",
            "\\max",
            "\\min",
            "\\sup",
            "\\inf",
            "\\det",
            "\\gcd",
            "\\Pr",
            "\\injlim",
            "\\projlim",
            "\\sum",
            "\\prod",
            "\\coprod",
            "\\bigcap",
            "\\bigcup",
            "\\bigwedge",
            "\\bigvee",
            "\\bigodot",
            "\\bigoplus",
            "\\bigotimes",
            "\\biguplus",
            "\\bigsqcup");

    private static final Map<String, Tex> BY_TEX =
            TABLE.values().stream().collect(Collectors.toMap(Tex::text, piece -> piece, (first, _) -> first));

    private Symbols() {}

    /// The character as a piece of a formula. One that the table does not know is its own TeX.
    static Tex of(int character) {
        var known = TABLE.get(character);
        return known != null ? known : Tex.atom(Character.toString(character));
    }

    /// The piece whose TeX this is, with its role: `\le` is a relation.
    static Tex named(String tex) {
        var known = BY_TEX.get(tex);
        return known != null ? known : Tex.atom(tex);
    }

    static boolean knows(int character) {
        return TABLE.containsKey(character);
    }

    /// `sin` is, `foo` is not.
    static boolean isFunction(String name) {
        return FUNCTIONS.contains(name);
    }

    /// `\sum` and `\lim` are, `\int` and `\sin` are not.
    static boolean takesLimits(String command) {
        return WITH_LIMITS.contains(command);
    }

    /// U+2061 to U+2064 (function application, times, separator, plus) and what else is not seen.
    static boolean isInvisible(int c) {
        return c >= 0x2061 && c <= 0x2064
                || c >= 0x200B && c <= 0x200F
                || c == 0xFEFF
                || c == 0xAD
                || c == 0x2060
                || c >= 0xFE00 && c <= 0xFE0F;
    }

    private static Map<Integer, Tex> read() {
        var table = new HashMap<Integer, Tex>();
        resource("symbols.txt").lines().filter(line -> !line.startsWith("# ")).forEach(line -> readLine(line, table));
        return table;
    }

    private static void readLine(String line, Map<Integer, Tex> table) {
        var fields = line.split(" ");
        var role = Tex.Role.valueOf(fields[0].toUpperCase(Locale.ROOT));
        for (int i = 1; i + 1 < fields.length; i += 2) {
            table.put(fields[i].codePointAt(0), piece(fields[i + 1], role));
        }
    }

    private static Tex piece(String tex, Tex.Role role) {
        var shape = switch (tex.charAt(0)) {
            case '^' -> Tex.Shape.SUPER;
            case '_' -> Tex.Shape.SUB;
            default -> Tex.Shape.ATOM;
        };
        return new Tex(tex, role, shape, tex.startsWith("\\frac") || role == Tex.Role.OPERATOR);
    }

    static String resource(String name) {
        try (InputStream resource = Symbols.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of the formula room", e);
        }
    }
}
