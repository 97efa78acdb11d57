package mathesis.corpus.formula;

import java.util.Optional;

/// AsciiMath (`sum_(i=1)^n i^3`) to TeX, by the grammar of its standard translator: names by longest match, fractions
/// and scripts that drop the brackets of their arguments, matrices as brackets of brackets.
///
/// Empty for a formula of no characters, or one of more than 50,000 symbols, 65,536 characters or 200 levels.
public final class AsciiMath {
    private AsciiMath() {}

    /// @param formula without or with its backquotes
    public static Optional<String> toTex(String formula) {
        try {
            var tex = new AsciiParser(Budget.checked(formula).replace('`', ' '), new Budget()).parse();
            return tex.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Budget.checked(tex.text().strip()));
        } catch (Budget.Exceeded _) {
            return Optional.empty();
        }
    }
}
