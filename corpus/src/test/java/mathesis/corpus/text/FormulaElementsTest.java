package mathesis.corpus.text;

import static mathesis.corpus.text.Extraction.of;
import static mathesis.corpus.text.Extraction.textOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FormulaElementsTest {
    private static final String MATHML = "<math><semantics><msup><mi>x</mi><mn>2</mn></msup>"
            + "<annotation encoding='application/x-tex'>x^2</annotation></semantics></math>";

    @Test
    void scripts_of_MathJax_2() {
        assertEquals(
                "a $x<y$ b\n\n$$\\sum_i\nx_i$$",
                textOf("a <script type='math/tex'>x<y</script> b"
                        + "<script type='math/tex; mode=display'>% <![CDATA[\n\\sum_i\n x_i %]]></script>"));
    }

    @Test
    void MathML_with_an_annotation_or_an_alternative_text() {
        assertEquals("is $x^2$.", textOf("is " + MATHML + "."));
        assertEquals("is $\\alpha$.", textOf("is <math alttext='\\alpha' display='inline'><mi>&alpha;</mi></math>."));
        assertEquals("$$x^2$$", textOf(MATHML.replace("<math>", "<math display='block'>")));
    }

    @Test
    void MathML_without_TeX_becomes_TeX() {
        assertEquals("$\\frac{1}{x}$", textOf("<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>"));
        assertEquals(
                "$\\frac{1}{x}$",
                textOf("<script type='math/mml'><math><mfrac><mn>1</mn><mi>x</mi></mfrac></math></script>"));
    }

    @Test
    void KaTeX_is_read_once() {
        var katex = "<span class=katex><span class=katex-mathml>" + MATHML
                + "</span><span class=katex-html aria-hidden=true><span class=base>x2</span></span></span>";
        assertEquals("so $x^2$ is", textOf("so " + katex + " is"));
        assertEquals("so\n\n$$x^2$$\n\nis", textOf("so <span class=katex-display>" + katex + "</span> is"));
        assertEquals(1, of("<p>" + katex).formulas());
    }

    @Test
    void MathJax_2_is_read_once() {
        var rendered = "<span class=MathJax_Preview>x2</span><span class=MathJax id=MathJax-Element-1-Frame><nobr>x2"
                + "</nobr><span class=MJX_Assistive_MathML>" + MATHML + "</span></span>";
        var script = "<script type='math/tex' id=MathJax-Element-1>x^2</script>";
        assertEquals("so $x^2$ is", textOf("so " + rendered + script + " is"));
        assertEquals("so $x^2$ is", textOf("so " + rendered + " is"));
    }

    @Test
    void a_preview_stays_where_no_formula_follows() {
        assertEquals("see x is", textOf("see <span class=MathJax_Preview>x</span> is"));
    }

    @Test
    void MathJax_3_is_read_from_its_MathML() {
        var rendered = "<mjx-container class=MathJax jax=CHTML display=true><mjx-math aria-hidden=true></mjx-math>"
                + "<mjx-assistive-mml display=block>" + MATHML + "</mjx-assistive-mml></mjx-container>";
        assertEquals("so\n\n$$x^2$$", textOf("so " + rendered));
    }

    @Test
    void MediaWiki_is_read_once_without_its_wrapper() {
        var html = "<span class=mwe-math-element><span class=mwe-math-mathml-inline style='display: none;'>"
                + "<math alttext='{\\displaystyle x^{2}}'><mi>x</mi></math></span>"
                + "<img src=x.svg class=mwe-math-fallback-image-inline aria-hidden=true alt='{\\displaystyle x^{2}}'></span>";
        assertEquals("so $x^{2}$ is", textOf("so " + html + " is"));
        assertEquals(
                "so $\\bad x$ is",
                textOf("so <strong class='error texerror'>Failed to parse (unknown function \"\\bad\"): "
                        + "{\\displaystyle \\bad x}</strong> is"));
    }

    @Test
    void elements_of_Sphinx_hold_their_delimiters() {
        assertEquals(
                "so $x$ and\n\n(1)\n\n$$y\n= z$$",
                textOf("so <span class='math notranslate'>\\(x\\)</span> and<div class=math id=eq><span class=eqno>(1)"
                        + "<a class=headerlink href=#eq>¶</a></span>\\[y\n  = z\\]</div>"));
    }

    @Test
    void elements_that_hold_TeX_without_delimiters() {
        assertEquals("so $x_1$ and $G$", textOf("so <span class=math>x_1</span> and <span class=SimpleMath>G</span>"));
        assertEquals("$$x_1$$", textOf("<div class='math display'>x_1</div>"));
        assertEquals("$x+1$ $\\alpha$", textOf("<span class=wp-katex-eq>x+1</span> <tt class=math>\\alpha</tt>"));
        assertEquals("$x$ $y$", textOf("<span class=math-container>$x$</span> <tex-math>y</tex-math>"));
        assertEquals("$e^x$", textOf("<span class=ql-formula data-value='e^x'><span>ex</span></span>"));
    }

    @Test
    void a_class_of_mathematics_round_words_makes_no_formula() {
        assertEquals("We use LaTeX here", textOf("<p>We use <span class=latex>LaTeX</span> <i class=math>here</i>"));
        assertEquals("$x^2$ is x^2", textOf("<span class=math>$x^2$ is <i>x</i><sup>2</sup></span>"));
    }
}
