package mathesis.corpus.formula;

import java.util.Optional;

/// AsciiMath to TeX.
public final class AsciiMath {
    private AsciiMath() {}

    public static Optional<String> toTex(String formula) {
        return Optional.empty();
    }
}
