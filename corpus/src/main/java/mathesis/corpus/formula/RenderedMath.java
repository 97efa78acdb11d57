package mathesis.corpus.formula;

import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// What KaTeX and MathJax leave in a page when they have run, to TeX.
///
/// Where they keep the TeX or the MathML of the formula, that is taken; otherwise the formula is read out of the
/// drawing: KaTeX's HTML, MathJax 3's CHTML and SVG. Same bounds as [MathMl].
public final class RenderedMath {
    private static final int LARGEST_ATTRIBUTE = 1 << 20;

    private RenderedMath() {}

    /// @param rendered the outermost element of a rendered formula: `.katex`, `.MathJax`, `mjx-container` and the like
    public static Optional<String> toTex(Element rendered) {
        try {
            return source(rendered).or(() -> kept(rendered)).or(() -> drawn(rendered));
        } catch (Budget.Exceeded _) {
            return Optional.empty();
        }
    }

    /// MathJax 4 writes the TeX of each node to an attribute, and that of the whole to the first.
    private static Optional<String> source(Element rendered) {
        var latex = rendered.attr("data-latex").strip();
        if (latex.isEmpty()) {
            var math =
                    rendered.selectFirst("mjx-math[data-latex], math[data-latex], g[data-mml-node=math][data-latex]");
            latex = math == null ? "" : math.attr("data-latex").strip();
        }
        return latex.isEmpty() || latex.length() > Budget.CHARACTERS ? Optional.empty() : Optional.of(latex);
    }

    /// The MathML beside the drawing.
    private static Optional<String> kept(Element rendered) {
        var data = rendered.attr("data-mathml");
        if (!data.isEmpty() && data.length() <= LARGEST_ATTRIBUTE) {
            var math = Jsoup.parseBodyFragment(data).selectFirst("math");
            return math == null ? Optional.empty() : MathMl.toTex(math);
        }
        var math = rendered.selectFirst("math");
        return math == null ? Optional.empty() : MathMl.toTex(math);
    }

    private static Optional<String> drawn(Element rendered) {
        var budget = new Budget();
        var chtml = rendered.selectFirst("mjx-math");
        if (chtml != null) {
            return MathMl.written(new ChtmlDrawing(budget).math(chtml));
        }
        var svg = rendered.selectFirst("g[data-mml-node=math]");
        if (svg != null) {
            return MathMl.written(new SvgDrawing(budget).math(svg));
        }
        var katex = rendered.hasClass("katex-html") ? rendered : rendered.selectFirst(".katex-html");
        return katex == null ? Optional.empty() : MathMl.written(new KatexDrawing(budget).math(katex));
    }
}
