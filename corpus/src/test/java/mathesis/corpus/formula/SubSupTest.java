package mathesis.corpus.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SubSupTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "x<sub>i</sub><sup>2</sup>|x_i^2",
                "<i>x</i><sub><i>n</i>+1</sub> = <b>A</b>x<sup>10</sup>|x_{n+1} = \\mathbf{A}x^{10}",
                "2<sup>2<sup>n</sup></sup> + 1|2^{2^n} + 1",
                "sin<sup>2</sup> &theta; &le; 1|\\sin^2 \\theta \\le 1",
                "<sup>14</sup>C|{}^{14}C",
                "O(n<sup>2</sup>)|O(n^2)",
                "x<sup></sup>|x"
            })
    void scripts_of_html_become_scripts_of_tex(String html, String tex) {
        assertEquals(
                Optional.of(tex),
                SubSup.toTex(Jsoup.parseBodyFragment(html).body().childNodes()));
    }

    @Test
    void one_script_stands_alone() {
        var body = Jsoup.parseBodyFragment("a<sub>ij</sub>b<sup>2</sup>c<sup> </sup>")
                .body();
        assertEquals(Optional.of("_{ij}"), SubSup.script(body.child(0)));
        assertEquals(Optional.of("^2"), SubSup.script(body.child(1)));
        assertEquals(Optional.empty(), SubSup.script(body.child(2)));
    }
}
