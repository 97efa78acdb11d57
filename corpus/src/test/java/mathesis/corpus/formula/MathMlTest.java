package mathesis.corpus.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MathMlTest {
    private static Optional<String> tex(String math) {
        return MathMl.toTex(Jsoup.parseBodyFragment("<math>" + math + "</math>").selectFirst("math"));
    }

    /// Each worked by hand: the TeX that a person would write.
    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "mathml.csv", delimiter = ';', numLinesToSkip = 2, quoteCharacter = '`')
    void markup_becomes_the_tex_that_a_person_would_write(String what, String math, String expected) {
        assertEquals(Optional.of(expected), tex(math));
    }

    @Test
    void a_tex_annotation_is_taken_as_it_is() {
        var math = "<semantics><mi>x</mi><annotation encoding='application/x-tex'> \\hat  x </annotation></semantics>";
        assertEquals(Optional.of("\\hat  x"), tex(math));
    }

    @Test
    void an_annotation_in_another_language_is_left_out() {
        var math = "<semantics><mi>x</mi><annotation encoding='StarMath 5.0'>widehat x</annotation></semantics>";
        assertEquals(Optional.of("x"), tex(math));
    }

    @Test
    void a_prefix_is_no_hindrance_and_what_an_unclosed_element_swallows_is_given_back() {
        var html = "<m:math><m:mi>a</m:mi><m:mspace width='1em'/><m:mi>b</m:mi></m:math>"
                + "<mml:math><mml:apply><mml:plus/><mml:ci>a</mml:ci><mml:ci>b</mml:ci></mml:apply></mml:math>";
        var body = Jsoup.parseBodyFragment(html).body();
        assertEquals(Optional.of("a \\quad b"), MathMl.toTex(body.child(0)));
        assertEquals(Optional.of("a + b"), MathMl.toTex(body.child(1)));
    }

    @Test
    void xml_is_read_too() {
        var xml = Jsoup.parse("<m:math xmlns:m='x'><m:msqrt><m:mi>x</m:mi></m:msqrt></m:math>", "", Parser.xmlParser());
        assertEquals(Optional.of("\\sqrt{x}"), MathMl.toTex(xml.child(0)));
    }

    @Test
    void a_formula_of_no_characters_is_none() {
        assertEquals(Optional.empty(), tex("<mrow><mo>\u2061</mo></mrow>"));
        assertEquals(Optional.empty(), tex(""));
    }

    @Test
    void a_hundred_thousand_nested_rows_are_refused() {
        var xml = "<math>" + "<mrow>".repeat(100_000) + "<mi>x</mi>" + "</mrow>".repeat(100_000) + "</math>";
        var math = Jsoup.parse(xml, "", Parser.xmlParser().setMaxDepth(200_000)).child(0);
        assertEquals(Optional.empty(), MathMl.toTex(math));
    }

    @Test
    void a_formula_of_a_hundred_thousand_elements_is_refused() {
        assertEquals(Optional.empty(), tex("<mi>x</mi>".repeat(100_000)));
    }

    @Test
    void a_formula_longer_than_65536_characters_is_refused() {
        assertEquals(Optional.empty(), tex("<mtext>" + "x".repeat(70_000) + "</mtext>"));
        assertEquals(
                Optional.empty(),
                tex("<msup><mi>x</mi><mtext>" + "x ".repeat(20_000) + "</mtext></msup>".repeat(2)
                        + ("<mtext>" + "y".repeat(30_000) + "</mtext>").repeat(3)));
    }

    @Test
    void nesting_up_to_the_bound_is_written() {
        int depth = 150;
        var math = "<msqrt>".repeat(depth) + "<mi>x</mi>" + "</msqrt>".repeat(depth);
        assertTrue(tex(math).orElseThrow().startsWith("\\sqrt{\\sqrt{"));
    }
}
