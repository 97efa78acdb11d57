package mathesis.corpus.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AsciiMathTest {
    /// Worked by hand from the grammar and the examples of the AsciiMath site.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0001',
            value = {
                "sum_(i=1)^n i^3=((n(n+1))/2)^2;\\sum_{i=1}^n i^3 = \\left(\\frac{n(n + 1)}{2}\\right)^2",
                "x=(-b+-sqrt(b^2-4ac))/(2a);x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}",
                "[[a,b],[c,d]]((n),(k));\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix}\\begin{pmatrix} n \\\\ k \\end{pmatrix}",
                "|(a,b),(c,d)|;\\begin{vmatrix} a & b \\\\ c & d \\end{vmatrix}",
                "f(x)={(1,if x!=0),(0,if x=0):};f(x) = \\begin{cases} 1 & \\text{if }x \\ne 0 \\\\ 0 & \\text{if }x = 0 \\end{cases}",
                "{(1,2),(3,4)};\\{(1, 2), (3, 4)\\}",
                "sin^2 x + cos(x);\\sin^2 x + \\cos(x)",
                "lim_(x->0) sin x/x;\\lim_{x\\to 0} \\frac{\\sin x}{x}",
                "abs(x) <= |y| + norm(z);|x| \\le |y| + \\|z\\|",
                "root(3)(x+1) sqrt 2;\\sqrt[3]{x+1}\\sqrt{2}",
                "hat x bar(xy) vec v;\\hat{x}\\overline{xy}\\vec{v}",
                "bbb R sub RR;\\mathbb{R} \\subset \\mathbb{R}",
                "stackrel(def)(=);\\overset{def}{=}",
                "ubrace(1+2)_(\"two\");\\underbrace{1 + 2}_{\\text{two}}",
                "alpha+beta -> oo;\\alpha + \\beta \\to \\infty",
                "\"if \" x > 0 and y < 0;\\text{if }x > 0\\text{ and }y < 0",
                "a_(ij) x_10;a_{ij}x_{10}",
                "<<x,y>> floor(x/2);\\langle x, y\\rangle\\left\\lfloor\\frac{x}{2}\\right\\rfloor",
                "`int_0^1 f(x)dx`;\\int_0^1 f(x)dx",
                "p => q <=> r;p \\Rightarrow q \\Leftrightarrow r",
                "d/dx f(x);\\frac{d}{dx}f(x)",
                "text(50% of) x;\\text{50\\% of}x"
            })
    void a_formula_becomes_the_tex_of_its_grammar(String ascii, String tex) {
        assertEquals(Optional.of(tex), AsciiMath.toTex(ascii));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {"(;(", "x^;x", "|x;|x", "[[a,b],[c;[[a, b], [c", ")x;)x", "text(a;(a"})
    void what_is_not_finished_is_written_as_far_as_it_goes(String ascii, String tex) {
        assertEquals(Optional.of(tex), AsciiMath.toTex(ascii));
    }

    @Test
    void nothing_is_made_of_nothing() {
        assertEquals(Optional.empty(), AsciiMath.toTex("  ` ` "));
    }

    @Test
    void a_formula_beyond_the_bounds_is_refused() {
        assertEquals(Optional.empty(), AsciiMath.toTex("(".repeat(10_000)));
        assertEquals(Optional.empty(), AsciiMath.toTex("sqrt".repeat(10_000)));
        assertEquals(Optional.empty(), AsciiMath.toTex("x".repeat(70_000)));
        assertEquals(Optional.empty(), AsciiMath.toTex("oo".repeat(30_000)));
    }
}
