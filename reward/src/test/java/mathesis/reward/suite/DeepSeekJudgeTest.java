package mathesis.reward.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import mathesis.reward.equivalence.Verdict.Kind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each quirk of the paper's grader beside what the default policy says. Quirks: spec of the paper's evaluation code,
/// section 6.5 to 6.8, and the code itself.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeepSeekJudgeTest {
    @ParameterizedTest(name = "{0} = {1} only for the paper''s grader: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "0.5      ; 50                  ; a hundred times as much",
                "50       ; 0.5                 ; a hundredth",
                "12       ; 1200                ; a hundred times as much",
                "0        ; 0.0009              ; all below a thousandth is 0",
                "3.1415   ; 3.1409              ; within a thousandth",
                "(0,1)    ; [0,1]               ; brackets do not matter",
                "(1,2]    ; [1,2)               ; brackets do not matter",
                "i        ; j                   ; j is i",
                "23       ; 2 \\cdot 3          ; cdot vanishes",
                "(0.5, 3) ; (50, 3)             ; a hundred times as much inside brackets",
                "\\frac{1}{3} ; 0.3333           ; values within a thousandth",
            })
    void quirks_that_call_more_equal(String gold, String answer, String quirk) {
        assertEquals(Kind.EQUAL, verdict("deepseek-compatible", gold, boxed(answer)), quirk);
        assertNotEquals(Kind.EQUAL, verdict("default", gold, boxed(answer)), quirk);
    }

    @ParameterizedTest(name = "{0} = {1} not for the paper''s grader: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "1.5  ; 1\\frac{1}{2}      ; mixed numbers are read as products",
                "7    ; \\textbf{7}         ; bold is not taken off",
                "1234 ; 1{,}234             ; a comma in braces is not read",
            })
    void quirks_that_call_less_equal(String gold, String answer, String quirk) {
        assertEquals(Kind.EQUAL, verdict("default", gold, boxed(answer)), quirk);
        assertNotEquals(Kind.EQUAL, verdict("deepseek-compatible", gold, boxed(answer)), quirk);
    }

    @Test
    void every_box_is_a_candidate_and_the_last_ones_count() {
        assertEquals(
                Kind.EQUAL,
                verdict("deepseek-compatible", "\\boxed{1} \\boxed{2}", boxed("2") + " far away " + boxed("1")));
        assertNotEquals(
                Kind.EQUAL,
                verdict("default", "\\boxed{1} \\boxed{2}", boxed("2") + " is far away from " + boxed("1")));
    }

    @Test
    void a_box_without_a_brace_hides_all_other_answers() {
        assertEquals(Kind.NO_ANSWER, verdict("deepseek-compatible", "7", "$\\boxed 7$. The answer is 7."));
        assertEquals(Kind.EQUAL, verdict("default", "7", "$\\boxed 7$. The answer is 7."));
    }

    @Test
    void a_percent_sign_behind_a_box_keeps_its_brace() {
        assertEquals(List.of("10}"), DeepSeekExtraction.candidates("\\boxed{10}% of it"));
    }

    @Test
    void minervas_sentence_comes_before_boxes() {
        assertEquals(
                List.of("5"),
                DeepSeekExtraction.candidates("\\boxed{4} The final answer is $5$. I hope it is correct."));
    }

    @Test
    void the_first_line_of_what_a_sentence_states_counts_with_all_its_words() {
        assertEquals(List.of("18dollars"), DeepSeekExtraction.candidates("The answer is 18 dollars.\nDone"));
        assertEquals(List.of("3"), DeepSeekExtraction.candidates("```output\n3\n``` so 4"));
        assertEquals(List.of("1234"), DeepSeekExtraction.candidates("in all 1,234 apples"));
    }

    @Test
    void the_few_shot_rule_of_gsm8k_breaks_thousands() {
        assertEquals("200", DeepSeekExtraction.gsm8kFewShot("in all 1,200\nQ: next 5"));
        assertNotEquals(Kind.EQUAL, verdict("deepseek-gsm8k-few-shot", "1200", "in all 1,200"));
        assertEquals(Kind.EQUAL, verdict("gsm8k-few-shot", "1200", "in all 1,200\nQ: next 5"));
        assertEquals("[invalid]", DeepSeekExtraction.gsm8kFewShot("none"));
    }

    @Test
    void commas_part_answers_where_the_question_says_so() {
        assertEquals(List.of("1,2"), DeepSeekExtraction.math("", boxed("1,2")));
        assertEquals(
                List.of("1", "2"), DeepSeekExtraction.math("Enter all values, separated by commas.", boxed("1,2")));
        assertEquals(List.of("1", "2"), DeepSeekExtraction.math("", boxed("1 \\text{ and } 2")));
    }

    @Test
    void lists_cover_each_other_in_any_order_and_number() {
        assertEquals(true, DeepSeekEquality.covers(List.of("1", "2", "1"), List.of("2", "1")));
        assertEquals(false, DeepSeekEquality.covers(List.of("1", "3"), List.of("1")));
        assertEquals(true, DeepSeekEquality.isCorrect("[0,1]\\cup(2,3)", "(2,3)\\cup(0,1)"));
    }

    @Test
    void numbers_that_differ_are_not_tried_as_expressions() {
        assertEquals(false, DeepSeekEquality.isCorrect("50%", "51"));
        assertEquals(true, DeepSeekEquality.isCorrect("50\\%", "0.5"));
        assertEquals(true, DeepSeekEquality.isCorrect("1,234", "1234.0005"));
    }

    @Test
    void one_letter_names_are_taken_off_and_matrices_compared_by_cells() {
        assertEquals(true, DeepSeekEquality.isCorrect("x=5", "5"));
        assertEquals(true, DeepSeekEquality.isCorrect("5", "k=5"));
        assertEquals(false, DeepSeekEquality.isCorrect("abc=5", "6"));
        assertEquals(
                true,
                DeepSeekEquality.isCorrect(
                        "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{bmatrix}1&2.0\\\\3&4\\end{bmatrix}"));
    }

    @Test
    void ocw_calls_equal_negative_numbers_and_zeros_wrong_as_coded() {
        assertEquals(Kind.EQUAL, ocw("2.5", "2.5"));
        assertEquals(Kind.EQUAL, ocw("2.5", "2.50001"));
        assertNotEquals(Kind.EQUAL, ocw("2.5", "2.51"));
        assertNotEquals(Kind.EQUAL, ocw("-2.5", "-2.5"));
        assertNotEquals(Kind.EQUAL, ocw("0", "0"));
        assertEquals(Kind.EQUAL, ocw("4.5e33", "$4.5 \\times 10^{33}$ erg/s"));
        assertEquals(Kind.EQUAL, ocw("I(0) e^{-t}", "I(0)e^{-t}"));
        assertNotEquals(Kind.EQUAL, ocw("a+b", "b+a"));
        assertEquals(Kind.EQUAL, verdict("default", "-2.5", "The answer is -2.5"));
    }

    @Test
    void choices_of_gaokao_are_the_letter_whose_first_place_is_the_latest() {
        assertEquals(Kind.EQUAL, verdict("deepseek-gaokao-qa", "D", "\u7b54\u6848\u662f A \u6216 D A"));
        assertEquals(Kind.EQUAL, verdict("deepseek-sat", "C", "The final answer is (C). I hope"));
        assertEquals(Kind.NO_ANSWER, verdict("deepseek-sat", "C", "It is (C)"));
    }

    @Test
    void cloze_answers_compare_in_order() {
        assertEquals(Kind.EQUAL, verdict("deepseek-gaokao-cloze", "1;2", "\u7b54\u6848\u662f 1;2"));
        assertNotEquals(Kind.EQUAL, verdict("deepseek-gaokao-cloze", "1;2", "\u7b54\u6848\u662f 2;1"));
        assertEquals(Kind.EQUAL, verdict("deepseek-gaokao-cloze", "(1,2)", "\u7b54\u6848\u662f $(1,2)$"));
        assertEquals(
                Kind.EQUAL,
                verdict("deepseek-cmath", "47", "18+29\u7b54\u6848\u662f\uff1a18+29=47\u3002\n\u7b54\u6848\u662f 9"));
    }

    @Test
    void an_empty_reference_is_unusable() {
        assertEquals(Kind.UNPARSEABLE_GOLD, verdict("deepseek-compatible", "", boxed("1")));
    }

    private static Kind ocw(String gold, String answer) {
        return verdict("deepseek-ocw", gold, "The final answer is " + answer + ". I hope it is correct.");
    }

    private static String boxed(String answer) {
        return "\\boxed{" + answer + "}";
    }

    private static Kind verdict(String policy, String gold, String solution) {
        return NamedPolicy.named(policy).judge().judge(gold, solution).verdict().kind();
    }
}
