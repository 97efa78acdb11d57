package mathesis.reward.equivalence;

import static mathesis.reward.equivalence.Verdict.Kind.DIFFERENT;
import static mathesis.reward.equivalence.Verdict.Kind.EQUAL;
import static mathesis.reward.equivalence.Verdict.Kind.UNPARSEABLE_GOLD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EquivalenceTest {
    private static final Equivalence PLAIN = new Equivalence(new EquivalencePolicy(PercentPolicy.SIGN_IS_A_UNIT));
    private static final Equivalence HUNDREDTHS = new Equivalence(new EquivalencePolicy(PercentPolicy.ONE_HUNDREDTH));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "7           ; 7.0",
                "7           ; $7$",
                "7           ; 7.",
                "7           ; +7",
                "7           ; **7**",
                "7           ; x = 7",
                "7           ; \\text{7}",
                "7           ; 7 apples",
                "7           ; 7 red apples.",
                "7           ; 7^\\circ",
                "7           ; 7th",
                "7           ; 7cm",
                "7 m         ; 7 meters",
                "7           ; 7m\u00b2",
                "7 dollars   ; $7.00",
                "7           ; \\$7",
                "7           ; 7\u20ac",
                "7           ; 7 miles/hour",
                "7           ; \u0037\u9897\u5f39\u73e0",
                "-7          ; \u22127",
                "-7          ; -$7",
                "-7          ; $-7",
                "0           ; -0.00",
                "1234        ; 1,234",
                "1234        ; 1 234",
                "1234        ; 1{,}234",
                "1234        ; 1\\,234",
                "1234567.5   ; 1,234,567.50",
                "11111       ; 11,\\! 111",
                ".185        ; 0.185",
                "0.5         ; \\frac12",
                "1/2         ; \\dfrac{1}{2}",
                "-1/2        ; \\frac{-1}{2}",
                "-1/2        ; -\\tfrac{1}{2}",
                "8/46        ; \\frac{4}{23}",
                "1.5         ; 1 1/2",
                "1.5         ; 1\\frac{1}{2}",
                "3.54e-07    ; 3.54*10^{-7}",
                "120000      ; 1.2 \\times 10^5",
                "10%         ; 10%",
                "10          ; 10 percent",
                "(A)         ; A",
                "\\mathrm{E} ; E",
                "Sunday      ; \\text{Sunday}.",
                "x+1         ; x + 1",
                "(1, 2)      ; \\left(1,2\\right)",
            })
    void means_the_same_either_way_round(String one, String other) {
        assertEquals(EQUAL, PLAIN.compare(one, other).kind());
        assertEquals(EQUAL, PLAIN.compare(other, one).kind());
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "7      ; 8",
                "7      ; -7",
                "7      ; 7.0000000000000000001",
                "7      ; 7 million",
                "7      ; 7 and 8",
                "7      ; 7 or 8",
                "7      ; 7, 8",
                "7      ; 7x",
                "7      ; 7 x",
                "7      ; 7m",
                "7      ; 7\\pi",
                "7      ; 7\\sqrt{2}",
                "7      ; 7!",
                "7      ; 7^2",
                "7      ; 7:00",
                "7      ; 7 and a half",
                "7      ; 3. 7",
                "7      ; (7",
                "7 cm   ; 7 km",
                "7 miles per hour; 7 kilometers per hour",
                "7%     ; $7",
                "x = 7  ; y = 7",
                "7      ; 7m^2",
                "7      ; 1 -\\frac{1}{2}",
                "7      ; x > 7",
                "7      ; 70%",
                "7      ; 7/0",
                "7      ; not 7",
                "1234   ; 12,34",
                "1234   ; 1,2,3,4",
                "1234   ; 1,234,5",
                "0.111  ; 0,1111",
                "2      ; 1 2/2",
                "1/2    ; 1/2/3",
                "0.1    ; 10%",
                "1e3    ; 1e4",
                "0      ; \\emptyset",
                "A      ; B",
                "x      ; X",
                "\\{1,3\\}; (1,3)",
            })
    void does_not_mean_the_same_either_way_round(String one, String other) {
        assertNotEquals(EQUAL, PLAIN.compare(one, other).kind());
        assertNotEquals(EQUAL, PLAIN.compare(other, one).kind());
    }

    @Test
    void a_percent_sign_divides_by_a_hundred_only_where_the_policy_says_so() {
        assertEquals(EQUAL, PLAIN.compare("10", "10%").kind());
        assertEquals(DIFFERENT, PLAIN.compare("0.1", "10%").kind());
        assertEquals(DIFFERENT, HUNDREDTHS.compare("10", "10%").kind());
        assertEquals(EQUAL, HUNDREDTHS.compare("0.1", "10\\%").kind());
    }

    @Test
    void a_lone_letter_is_a_unit_in_an_answer_but_maybe_a_variable_in_the_reference() {
        assertEquals(EQUAL, PLAIN.compare("7", "7 \\text{ m}").kind());
        assertNotEquals(EQUAL, PLAIN.compare("$7 m$", "7").kind());
    }

    @Test
    void an_empty_or_endless_reference_cannot_be_graded_against() {
        assertEquals(UNPARSEABLE_GOLD, PLAIN.compare(" $ $ ", "7").kind());
        assertEquals(UNPARSEABLE_GOLD, PLAIN.compare("7".repeat(1001), "7").kind());
    }

    @Test
    void huge_digits_and_exponents_are_refused_rather_than_computed() {
        assertEquals(
                EQUAL, PLAIN.compare("9".repeat(399), "9".repeat(399) + ".0").kind());
        assertNotEquals(
                EQUAL, PLAIN.compare("9".repeat(400), "9".repeat(400) + ".0").kind());
        assertEquals(EQUAL, PLAIN.compare("1e400", "10e399").kind());
        assertNotEquals(EQUAL, PLAIN.compare("1e999999999", "10e999999998").kind());
    }
}
