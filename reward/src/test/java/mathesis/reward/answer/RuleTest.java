package mathesis.reward.answer;

import static mathesis.reward.answer.Rule.BARE;
import static mathesis.reward.answer.Rule.BOX;
import static mathesis.reward.answer.Rule.LAST_FORMULA;
import static mathesis.reward.answer.Rule.LETTER;
import static mathesis.reward.answer.Rule.OUTPUT;
import static mathesis.reward.answer.Rule.PHRASE;
import static mathesis.reward.answer.Rule.UNCLOSED_BOX;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleTest {
    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "$\\boxed{(2,2)} \\quad \\text{and} \\quad \\boxed{(6,2)}$ ; (2,2) and (6,2)",
                "\\(\\boxed{1}\\) and \\(\\boxed{-2}\\).                   ; 1 and -2",
                "\\boxed{1}, \\boxed{2}, or $\\boxed{3}$                   ; 1 and 2 and 3",
                "$x=\\boxed{2}$ and $y=\\boxed{3}$                         ; 2 and 3",
                "`\\boxed{1}\n\n\\boxed{2}`                                ; 2",
                "`\\boxed{1}\nand\n\\boxed{2}`                             ; 1 and 2",
                "\\boxed{1} and and and thus but \\boxed{2} and \\boxed{3} ; 2 and 3",
                "\\boxed{5} so \\boxed{6}                                  ; 6",
                "\\boxed{5} \\boxed{5}                                     ; 5",
                "\\boxed{\\boxed{7}}                                       ; 7",
                "\\boxed{a \\boxed{b} c}                                   ; b",
                "\\boxed{x_{1}=\\frac{1}{2}}                               ; x_{1}=\\frac{1}{2}",
                "\\boxed{\\text{a \\} brace}}                              ; \\text{a \\} brace}",
                "\\fbox{3}                                                 ; 3",
                "$\\boxed\\frac{1}{2}$                                     ; \\frac{1}{2}",
                "\\boxed 7 apples                                          ; 7",
                "\\boxed7.                                                 ; 7.",
                "\\boxedtext{7} \\boxed{8}                                 ; 8",
                "\\boxed{1} then \\boxed{2 and no end                      ; 1",
            })
    void boxes_that_belong_together_are_one_answer(String text, String answer) {
        assertEquals(Optional.of(answer), found(BOX, text));
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "so $\\boxed{28 percent$.     ; 28 percent",
                "so \\boxed{\\frac{1}{2}      ; \\frac{1}{2",
                "`\\boxed{4\nand more text`   ; 4",
            })
    void an_open_box_holds_the_rest_of_its_line_where_the_policy_allows_it(String text, String answer) {
        assertEquals(Optional.empty(), found(BOX, text));
        assertEquals(Optional.of(answer), found(UNCLOSED_BOX, text));
    }

    @ParameterizedTest(name = "{0} states {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "The answer is clearly $\\frac{1}{2}$.               ; \\frac{1}{2}",
                "The answer is $5$ apples.                           ; 5 apples",
                "The answer is \\(x = 5\\), since 2+3=5.             ; x = 5",
                "Final Answer: The most there can be in $f(x)$ is 19. ; 19",
                "The correct answer should be 12                     ; 12",
                "`**Final Answer**\n\n42`                            ; 42",
                "`### Answer\n\n$\\frac34$`                          ; \\frac34",
                "`The answer is:\n\\[\nx = 7\n\\]`                   ; x = 7",
                "the final answer is \\\"$12 $ and $13 $\\\". Done   ; 12  and 13",
                "r\u00e9ponse est (35 + 70 = 105).                   ; 35 + 70 = 105",
                "La r\u00e9ponse finale est 12.                      ; 12",
                "Die Antwort lautet 12.                              ; 12",
                "\u041e\u0442\u0432\u0435\u0442: 12                  ; 12",
                "La respuesta es 12.                                 ; 12",
                "\u6700\u7ec8\u7b54\u6848\uff1a42                    ; 42",
                "\u6240\u4ee5\u7b54\u6848\u662f\uff1a47\u3002        ; 47",
                "\u7b54\u6848\uff1a\u6bcf\u4efd\u5e94\u8be5\u662f (\\frac{2}{5}) \u5428\u3002 ; \\frac{2}{5}",
                "The answer is 5 because 2+3=5                       ; 5",
                "The answer is Sunday.                               ; Sunday",
            })
    void a_sentence_states_its_answer_without_its_words(String text, String answer) {
        assertEquals(Optional.of(answer), found(PHRASE, text));
    }

    @ParameterizedTest(name = "{0} chooses {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "D. it can't be A or B                       ; D",
                "B\u4e0d\u662f A                             ; B",
                "B\u3002 \u4e0d\u662f A                      ; B",
                "The answer is for sure D, it can't be A or B; D",
                "I think the correct answer is C             ; C",
                "r\u00e9ponse est C non A                    ; C",
                "C Cecile                                    ; C",
                "(B) 14                                      ; B",
                "\\boxed{\\textbf{(E)}\\ 12}                 ; E",
                "A bird has 2 wings so it is (C)             ; C",
                "The answer is (a).                          ; A",
                "Choice D is correct.                        ; D",
                "**B**                                       ; B",
                "\u7b54\u6848\u662f C                        ; C",
                "The answer is A bird, so option B           ; B",
            })
    void a_choice_is_found_wherever_it_is_marked(String text, String letter) {
        assertEquals(Optional.of(letter), found(LETTER, text));
    }

    @ParameterizedTest(name = "{0} has no choice")
    @CsvSource({"no letter at all", "I am sure", "x = 5", "ABC", "'The answer is 7'"})
    void a_text_without_a_choice_has_none(String text) {
        assertEquals(Optional.empty(), found(LETTER, text));
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Therefore $x \\geq 5$ is the solution.                        ; x \\geq 5",
                "so \\(x = 5\\).                                                ; x = 5",
                "`so\n\\[\n\\frac{1}{2}\n\\]`                                  ; \\frac{1}{2}",
                "so $$9$$                                                      ; 9",
                "so $ 9 $ it is                                                ; 9",
                "Either $x=3$ or $x=5$.                                        ; x=3 and x=5",
                "it is $28$ percent                                            ; 28 percent",
                "\\begin{align*} a &= 1 \\\\ b &= 2+3 \\\\ &= 5 \\end{align*}   ; 5",
                "\\[\\begin{aligned} a &= 1 \\\\ &= 5 \\end{aligned}\\]          ; 5",
                "the matrix $\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$  ; \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
            })
    void the_last_formula_is_found_between_its_delimiters(String text, String formula) {
        assertEquals(Optional.of(formula), found(LAST_FORMULA, text));
    }

    @ParameterizedTest(name = "{0} ends with no formula")
    @CsvSource(
            delimiter = ';',
            value = {
                "it costs $12 and the change is $5",
                "he pays $10,200 + $255 = $10,455",
                "for each $n$ there are 7",
                "the number $n$",
                "costs 5$ and then 3$",
                "\\) and \\]",
            })
    void dollars_and_mere_names_are_no_formulas(String text) {
        assertEquals(Optional.empty(), found(LAST_FORMULA, text));
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "MINERVA        ; Final Answer: The final answer is $[2,5)$. I hope it is correct. ; [2,5)",
                "MINERVA        ; The final answer is 12 m. I hope                                 ; 12 m",
                "SENTENCE_LETTER; \\boxed{24} Final Answer: The final answer is (D). I hope it is  ; D",
                "BRACKET        ; First try [30], second try [45].                                 ; 45",
                "BRACKET        ; [$\\sqrt{3^2 + 4^2}$] = [5]                                      ; 5",
                "BRACKET        ; nested [[1, 2], 3]                                               ; [1, 2], 3",
                "BRACKET        ; [7] then \\[ x \\]                                               ; 7",
                "CHINESE_LINE   ; `\u7b54\u6848\u662f 1\n\u95ee\u9898 2\u7b54\u6848\u662f $-\\frac{1}{n}$` ; $-\\frac{1}{n}$",
                "CHINESE_NUMBER ; \u6240\u4ee5\u7b54\u6848\u662f\uff1a12 + 9 = 21\u3002            ; 21",
                "ANY_NUMBER     ; 4\\sqrt{2}                                                       ; 2",
                "ANY_NUMBER     ; \\boxed{33} and 34                                               ; 34",
                "ANY_NUMBER     ; the answer is +7                                                 ; 7",
                "ANY_NUMBER     ; 5-3                                                              ; 3",
                "ANY_NUMBER     ; it is -3.5                                                       ; -3.5",
                "ANY_NUMBER     ; in all 1,234.50.                                                 ; 1,234.50",
                "BARE           ; $2$ and $3$                                                      ; 2 and 3",
                "BARE           ; 4\\sqrt{2}                                                       ; 4\\sqrt{2}",
                "BARE           ; 7 red apples                                                     ; 7 red apples",
            })
    void each_rule_finds_what_it_is_for(Rule rule, String text, String answer) {
        assertEquals(Optional.of(answer), found(rule, text));
    }

    @Test
    void the_last_line_that_the_last_program_printed_counts() {
        var solution = "```output\n1\n``` and then ```output\n2\n3\n``` so 4";
        assertEquals(Optional.of("3"), found(OUTPUT, solution));
        assertEquals(Optional.empty(), found(OUTPUT, "```output\n```"));
    }

    @Test
    void prose_is_no_bare_answer() {
        for (var text : new String[] {
            "so the number is 10", "we see that $x$ is 5", "He has 3 of them and gives away 2", "Result: 5", ""
        }) {
            assertEquals(Optional.empty(), found(BARE, text), text);
        }
    }

    @Test
    void an_empty_box_is_no_answer_and_nothing_else_is_either() {
        assertEquals(
                Optional.of(""),
                new AnswerExtractor(ExtractionPolicy.DEFAULT)
                        .find("7 \\boxed{}")
                        .map(FinalAnswer::text));
    }

    private static Optional<String> found(Rule rule, String text) {
        return rule.find(text).map(FinalAnswer::text);
    }
}
