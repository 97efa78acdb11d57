package mathesis.reward.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import mathesis.reward.answer.FinalAnswer.Anchor;
import mathesis.reward.equivalence.Equivalence;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.equivalence.PercentPolicy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswerExtractorTest {
    private static final AnswerExtractor EXTRACTOR = new AnswerExtractor(ExtractionPolicy.DEFAULT);

    @ParameterizedTest(name = "{0} states {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "so \\boxed{42}.                             ; BOX         ; 42",
                "first \\boxed{1}, no: \\boxed{2}            ; BOX         ; 2",
                "\\boxed{\\frac{1}{2}} and \\boxed{3 unclosed; BOX         ; \\frac{1}{2}",
                "\\fbox {7}                                  ; BOX         ; 7",
                "$\\boxed 7$                                 ; BOX         ; 7",
                "\\boxed{\\{1,2\\}}                          ; BOX         ; \\{1,2\\}",
                "\\boxed{a \\boxed{b}}                       ; BOX         ; b",
                "} { \\boxed{5}                              ; BOX         ; 5",
                "\\\\boxed{004}                              ; BOX         ; 004",
                "\\boxed{9} but #### 3                       ; BOX         ; 9",
                "12+7=19 #### 19                             ; HASHES      ; 19",
                "The answer is 3. #### 4                     ; HASHES      ; 4",
                "#### Final answer: 4                        ; HASHES      ; 4",
                "The answer is 3.5. I am sure.               ; PHRASE      ; 3.5",
                "the ANSWER IS: 18 dollars.                  ; PHRASE      ; 18 dollars",
                "**Answer:** 7                               ; PHRASE      ; 7",
                "Final answer: -3.5                          ; PHRASE      ; -3.5",
                "The answer is $x.$                          ; PHRASE      ; x",
                "The answer is $5. I hope so.                ; PHRASE      ; $5",
                "The answer is 8, because 4+4=8.             ; PHRASE      ; 8",
                "\\boxed{24} The final answer is (D). I hope ; PHRASE      ; (D)",
                "\\boxed{24} The final answer is boxed.      ; BOX         ; 24",
                "He has 3 and 4, in all 7 apples             ; LAST_NUMBER ; 7",
                "it costs $1,234.50                          ; LAST_NUMBER ; 1,234.50",
                "minus: -5                                   ; LAST_NUMBER ; -5",
                "that makes \\dfrac{3}{4} of it              ; LAST_NUMBER ; \\dfrac{3}{4}",
                "so 25\\%                                    ; LAST_NUMBER ; 25\\%",
                "an area of 12m²                             ; LAST_NUMBER ; 12",
                "thus **189**.                               ; LAST_NUMBER ; 189",
                "they sold 2 million                         ; LAST_NUMBER ; 2 million",
            })
    void finds_what_a_solution_states(String solution, Anchor anchor, String answer) {
        assertEquals(Optional.of(new FinalAnswer(answer, anchor)), EXTRACTOR.find(solution));
    }

    @ParameterizedTest(name = "{0} has no answer")
    @ValueSource(
            strings = {
                "",
                "no idea",
                "4\\sqrt{2}",
                "x^2",
                "2+3",
                "5 - 3",
                "5x",
                "3\\pi",
                "at 12:00",
                "5!",
                "\\frac{x}{4}",
                "(2,3)",
                "\\boxed{}",
                "#### ",
                "answer",
                "5²",
                "The answer is "
            })
    void finds_nothing_rather_than_part_of_an_expression(String solution) {
        assertEquals(
                Optional.empty(),
                EXTRACTOR.find(solution).filter(answer -> !answer.text().isEmpty()));
    }

    @Test
    void the_last_line_with_text_after_hashes_counts() {
        assertEquals(
                Optional.of(new FinalAnswer("2", Anchor.HASHES)), EXTRACTOR.find("#### 1\n#### 2 \nmore text\n####\n"));
    }

    @Test
    void a_phrase_may_state_its_answer_on_the_next_line() {
        assertEquals(Optional.of(new FinalAnswer("12", Anchor.PHRASE)), EXTRACTOR.find("The answer is:\n\n12\nDone 5"));
    }

    @Test
    void only_text_after_the_end_of_thinking_counts() {
        var extractor = new AnswerExtractor(ExtractionPolicy.DEFAULT.after("</think>"));
        assertEquals(
                "42", extractor.find("\\boxed{99}</think>So 42").orElseThrow().text());
        assertEquals(Optional.empty(), extractor.find("<think> \\boxed{42}"));
        assertEquals(Optional.empty(), extractor.find("\\boxed{42}</think>"));
    }

    @Test
    void the_last_number_counts_only_where_the_policy_allows_it() {
        var anchored = new AnswerExtractor(ExtractionPolicy.DEFAULT.anchoredOnly());
        assertEquals(Optional.empty(), anchored.find("in all 7"));
        assertEquals("7", anchored.find("in all 7\n#### 7").orElseThrow().text());
    }

    @Test
    void text_beyond_the_longest_looked_at_does_not_count() {
        var shortSighted = new AnswerExtractor(ExtractionPolicy.DEFAULT.atMost(100));
        assertEquals(Optional.empty(), shortSighted.find("\\boxed{1}" + " ".repeat(100)));
    }

    @ParameterizedTest(name = "{0} over and over")
    @ValueSource(
            strings = {
                "\\boxed{",
                "\\boxed",
                "\\",
                "{",
                "}",
                "####",
                "####\n",
                "answer is ",
                "answer",
                "Answer:\n",
                "final answer is $",
                "1 ",
                "1,",
                "1,111",
                "9",
                "1/",
                "1.",
                "1e",
                "\\frac{",
                "\\frac",
                "\\frac{1}{",
                "-",
                "$",
                "*",
                "\\text{",
                "1 1/",
                "(",
                "9 ",
                "\u2212",
                "\ud835\udfd9",
                "\\boxed{1}",
                "the answer is 1, because "
            })
    void a_megabyte_of_anything_is_graded_quickly(String piece) {
        var hostile = piece.repeat((1 << 20) / piece.length());
        var grader = new AnswerGrader();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            grader.judge("7", hostile);
            grader.judge("7", hostile + "\\boxed{" + hostile + "}");
            grader.judge(hostile, "7");
            new Equivalence(new EquivalencePolicy(PercentPolicy.SIGN_IS_A_UNIT))
                    .compare(piece.repeat(1000 / piece.length()), hostile.substring(0, 999));
        });
    }
}
