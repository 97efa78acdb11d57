package mathesis.corpus.formula;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// AsciiMath's names. The table is the resource `asciimath.txt`.
final class AsciiSymbols {
    /// What a name takes after it.
    enum Kind {
        CONSTANT,
        FUNCTION,
        UNARY,
        BINARY,
        OPEN,
        CLOSE
    }

    record Symbol(String name, String tex, Kind kind) {}

    private static final Map<String, Symbol> TABLE = read();
    private static final int LONGEST =
            TABLE.keySet().stream().mapToInt(String::length).max().orElse(1);

    private AsciiSymbols() {}

    /// The longest name that begins there; one character that is its own TeX where no name does.
    static Symbol at(String formula, int start) {
        for (int end = Math.min(formula.length(), start + LONGEST); end > start; end--) {
            var symbol = TABLE.get(formula.substring(start, end));
            if (symbol != null) {
                return symbol;
            }
        }
        var one = Character.toString(formula.codePointAt(start));
        return new Symbol(one, one, Kind.CONSTANT);
    }

    private static Map<String, Symbol> read() {
        var table = new HashMap<String, Symbol>();
        Symbols.resource("asciimath.txt")
                .lines()
                .filter(line -> !line.startsWith("# "))
                .forEach(line -> {
                    var fields = line.split(" ");
                    var kind = Kind.valueOf(fields[0].toUpperCase(Locale.ROOT));
                    for (int i = 1; i + 1 < fields.length; i += 2) {
                        table.put(fields[i], new Symbol(fields[i], fields[i + 1], kind));
                    }
                });
        return table;
    }
}
