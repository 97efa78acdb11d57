package mathesis.corpus.formula;

import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// What KaTeX and MathJax leave in a page when they have run, to TeX: from the TeX or the MathML that they keep beside
/// the drawing.
public final class RenderedMath {
    private RenderedMath() {}

    /// @param rendered the outermost element of a rendered formula: `.katex`, `.MathJax`, `mjx-container`
    public static Optional<String> toTex(Element rendered) {
        var data = rendered.attr("data-mathml");
        if (!data.isEmpty() && data.length() <= Budget.CHARACTERS * 16) {
            return MathMl.toTex(Jsoup.parseBodyFragment(data).body());
        }
        var math = rendered.selectFirst("math");
        return math == null ? Optional.empty() : MathMl.toTex(math);
    }
}
