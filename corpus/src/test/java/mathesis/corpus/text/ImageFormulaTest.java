package mathesis.corpus.text;

import static mathesis.corpus.text.Extraction.textOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImageFormulaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<img class=tex alt='x^2' src=a.png>| $x^2$",
                "<img class='wp-image latex' alt='\\pi' src=a.png>| $\\pi$",
                "<img class=formulaInl alt='$p$' src=form_5.png>| $p$",
                "<img class=formulaDsp alt='\\[ p_1 \\]' src=form_5.png>| $$p_1$$",
                "<IMG ALT='$x_1$' SRC=img1.png>| $x_1$",
                "<img alt='\\begin{align} x \\end{align}'>| $$\\begin{align} x \\end{align}$$",
                "<img src='https://latex.codecogs.com/gif.latex?%5Cinline%20%5Cdpi{120}%20a%5E2%2B1'>| $a^2+1$",
                "<img src='https://latex.codecogs.com/svg.image?a&amp;space;+&amp;space;b'>| $a + b$",
                "<img src='/cgi-bin/mimetex.cgi?\\frac{1}{2}'>| $\\frac{1}{2}$",
                "<img src='/cgi-bin/mathtex.cgi?e%5Ex'>| $e^x$",
                "<img src='https://s0.wp.com/latex.php?latex=a%5E2+%2B+b&bg=ffffff' alt='a^2 + b'>| $a^2 + b$",
                "<img src='https://s0.wp.com/latex.php?latex=a%5E2+%2B+b&bg=ffffff'>| $a^2 + b$",
                "<img src='https://www.zhihu.com/equation?tex=x%5E2'>| $x^2$",
                "<img src=x data-src='https://latex.codecogs.com/png.latex?100%'>| $100%$"
            })
    void an_image_of_a_formula_is_its_TeX(String html, String text) {
        assertEquals(text, textOf(html));
    }

    @Test
    void images_in_an_element_of_TeX_need_no_sign_of_their_own() {
        assertEquals("$$x=1$$", textOf("<div class=math><p><img src=a.png alt='x=1'></p></div>"));
    }

    @Test
    void other_images_leave_nothing() {
        assertEquals("a b", textOf("a <img src=plot_1.png alt='plot_1'> b<img class=aftermath alt='x' src=y>"));
    }
}
