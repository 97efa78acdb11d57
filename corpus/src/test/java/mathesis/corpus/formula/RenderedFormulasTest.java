package mathesis.corpus.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Formulas of our own, drawn by KaTeX 0.19.1 (MIT) and MathJax 3.2.2 (Apache-2.0), without their TeX.
///
/// `same` is TeX of which KaTeX makes the same MathML as of the source `tex` (but for rows, spaces and how fences
/// stretch), found out when the file was made; `...Same` is what one drawing gives where it lost something.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RenderedFormulasTest {
    private static List<JsonNode> formulas() {
        var json = new ObjectMapper();
        try (var file = RenderedFormulasTest.class.getResourceAsStream("rendered.jsonl")) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return Stream.of(json.readTree("[" + String.join(",", lines) + "]"))
                    .flatMap(array -> array.valueStream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"katexMathml", "mathjaxMathml", "katexHtml", "chtml", "svg"})
    void a_rendered_formula_gives_back_the_same_formula(String form) {
        int read = 0;
        for (var formula : formulas()) {
            if (formula.has(form)) {
                var expected = formula.path(form.replace("Mathml", "") + "Same")
                        .asText(formula.path("same").asText());
                var rendered =
                        Jsoup.parseBodyFragment(formula.path(form).asText()).body();
                assertEquals(
                        Optional.of(expected),
                        RenderedMath.toTex(rendered.child(0)),
                        formula.path("tex").asText());
                read++;
            }
        }
        assertTrue(read >= 24, form + " has " + read + " formulas");
    }

    @Test
    void the_annotation_of_katex_is_taken_as_it_is() {
        var katex = "<span class='katex'><span class='katex-mathml'><math><semantics><mrow><mi>x</mi></mrow>"
                + "<annotation encoding='application/x-tex'>{x}</annotation></semantics></math></span>"
                + "<span class='katex-html'><span class='base'><span class='mord mathnormal'>x</span></span></span></span>";
        assertEquals(
                Optional.of("{x}"),
                RenderedMath.toTex(Jsoup.parseBodyFragment(katex).body().child(0)));
    }

    @Test
    void the_mathml_in_an_attribute_of_mathjax_2_is_read() {
        var mathJax =
                "<span class='MathJax' data-mathml='<math><msup><mi>x</mi><mn>2</mn></msup></math>'><nobr>x2</nobr></span>";
        assertEquals(
                Optional.of("x^2"),
                RenderedMath.toTex(Jsoup.parseBodyFragment(mathJax).body().child(0)));
    }

    @Test
    void the_tex_in_an_attribute_of_mathjax_4_is_read() {
        var mathJax =
                "<mjx-container><mjx-math data-latex='x^{2}'><mjx-mi><mjx-c class='mjx-c1D465'></mjx-c></mjx-mi></mjx-math></mjx-container>";
        assertEquals(
                Optional.of("x^{2}"),
                RenderedMath.toTex(Jsoup.parseBodyFragment(mathJax).body().child(0)));
    }

    @Test
    void an_element_that_holds_no_formula_gives_none() {
        assertEquals(
                Optional.empty(),
                RenderedMath.toTex(Jsoup.parseBodyFragment("<span class='katex'>x</span>")
                        .body()
                        .child(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mjx-math><mjx-mrow>",
                "<g data-mml-node='math'><g data-mml-node='mrow'>",
                "<span class='katex-html'><span class='mord'>"
            })
    void a_drawing_too_deep_is_refused(String start) {
        int end = start.indexOf('<', 1);
        var deep = start.substring(0, end) + start.substring(end).repeat(5_000) + "x";
        var parsed = Jsoup.parse(
                "<svg>" + deep, "", org.jsoup.parser.Parser.xmlParser().setMaxDepth(100_000));
        assertEquals(Optional.empty(), RenderedMath.toTex(parsed.child(0)));
    }
}
