package mathesis.corpus.formula;

import java.util.Optional;
import org.jsoup.nodes.Element;

/// MathML to TeX: presentation and content markup, in any namespace prefix, in any of jsoup's trees.
///
/// A TeX annotation is taken as it is. Without one the TeX is written from the markup. Empty for a formula of no
/// characters, or one of more than 50,000 elements, 200 levels or 65,536 characters.
public final class MathMl {
    private MathMl() {}

    /// @param math the `math` element, or any element of MathML inside one
    public static Optional<String> toTex(Element math) {
        try {
            var annotated = Annotation.tex(math);
            return annotated.isPresent() ? annotated : written(math);
        } catch (Budget.Exceeded _) {
            return Optional.empty();
        }
    }

    /// The TeX written from the markup, whatever annotation there is.
    static Optional<String> written(Element math) {
        try {
            var tex = new Presentation(new Budget()).convert(math, false).text().strip();
            return tex.isEmpty() ? Optional.empty() : Optional.of(Budget.checked(tex));
        } catch (Budget.Exceeded _) {
            return Optional.empty();
        }
    }
}
