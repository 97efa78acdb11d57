package mathesis.reward.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeepSeekStringTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\\text{Sunday}.                ; Sunday",
                "\\dfrac{1}{2}                  ; \\frac{1}{2}",
                "\\left(1,2\\right)             ; (1,2)",
                "5 \\text{ cm}                  ; 5",
                "90^\\circ                      ; 90",
                "90^{\\circ}                    ; 90",
                "5{cm}^2                        ; 5",
                "12 t                           ; 12",
                "\\$5                           ; 5",
                "x\\in[0,1]                     ; [0,1]",
                "10\\%                          ; 10%",
                "{.5}                           ; {0.5}",
                ".5                             ; 0.5",
                "2\\cdot 3                      ; 23",
                "infinity                       ; \\infty",
                "\\mathbf{x}                    ; {x}",
                "2j                             ; 2i",
                "ij                             ; ij",
                "7.000                          ; 7",
                "0.500                          ; 0.500",
                "\\sqrt2                        ; \\sqrt{2}",
                "\\frac12                       ; \\frac{1}{2}",
                "\\frac1{b}                     ; \\frac{1}{b}",
                "\\frac{1}2                     ; \\frac{1}2",
                "1/2                            ; \\frac{1}{2}",
                "a/b                            ; a/b",
                "5\\                            ; 5",
            })
    void is_brought_to_the_papers_form(String answer, String form) {
        assertEquals(form, DeepSeekString.strip(answer));
    }

    @Test
    void pythons_numbers_are_read_and_javas_are_not() {
        assertEquals(1e5, PythonFloat.parse(" 1e5 ").orElseThrow());
        assertEquals(-1234.5, PythonFloat.parse("-1_234.5").orElseThrow());
        assertEquals(Double.POSITIVE_INFINITY, PythonFloat.parse("inf").orElseThrow());
        for (var no : new String[] {"1d", "1f", "0x10", "", ".", "1e", "--1", "1 2", "NaNs"}) {
            assertEquals(true, PythonFloat.parse(no).isEmpty(), no);
        }
    }

    @Test
    void values_of_expressions_follow_the_usual_order() {
        assertEquals(7, DoubleExpression.evaluate("1+2*3").orElseThrow());
        assertEquals(-8, DoubleExpression.evaluate("-2^3").orElseThrow());
        assertEquals(0.5, DoubleExpression.evaluate("\\frac{1}{2}").orElseThrow());
        assertEquals(6 * Math.PI, DoubleExpression.evaluate("2\\pi(1+2)").orElseThrow(), 1e-12);
        assertEquals(2e8, DoubleExpression.evaluate("2 \\times 10^{8}").orElseThrow());
        for (var no : new String[] {"x", "1/0", "(1", "1)", "", "(".repeat(400) + "1"}) {
            assertEquals(true, DoubleExpression.evaluate(no).isEmpty(), no);
        }
    }
}
