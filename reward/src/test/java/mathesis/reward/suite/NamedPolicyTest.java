package mathesis.reward.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.equivalence.Verdict.Kind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NamedPolicyTest {
    @ParameterizedTest(name = "{0}: {1} is {2} to {3}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "default        ; 5       ; EQUAL     ; so there are 5",
                "default        ; 4\\pi   ; NO_ANSWER ; 4\\pi",
                "text           ; 4\\pi   ; EQUAL     ; 4\\pi",
                "gsm8k          ; 1200    ; EQUAL     ; in all 1,200",
                "gsm8k-few-shot ; 5       ; EQUAL     ; `so 5\n\nQ: and 6?`",
                "math           ; x       ; EQUAL     ; `\\boxed{x}\nProblem: \\boxed{y}`",
                "minerva        ; 3       ; EQUAL     ; The final answer is $3$. I hope it is correct.",
                "minerva        ; 3       ; NO_ANSWER ; \\boxed{3}",
                "ocw            ; 3       ; EQUAL     ; The final answer is $\\boxed{3}$. I hope it is correct.",
                "cmath          ; 47      ; EQUAL     ; 18+29\uff0c\u6240\u4ee5\u7b54\u6848\u662f\uff1a47\u3002",
                "cmath          ; 47      ; EQUAL     ; \\boxed{47}",
                "gaokao-cloze   ; 56      ; EQUAL     ; \u7b54\u6848\u662f $56$",
                "gaokao-qa      ; D       ; EQUAL     ; \u7b54\u6848\u662f D",
                "sat            ; D       ; EQUAL     ; \\boxed{24} The final answer is (D). I hope it is correct.",
                "mmlu           ; A       ; DIFFERENT ; The final answer is (D). I hope it is correct.",
                "boxed          ; 42      ; EQUAL     ; answer: \\boxed{42}",
                "boxed          ; 42      ; NO_ANSWER ; answer: 42",
                "think-boxed    ; 42      ; EQUAL     ; \\boxed{9}</think> \\boxed{42}",
                "think-boxed    ; 42      ; NO_ANSWER ; \\boxed{42}",
                "hashes         ; 42      ; EQUAL     ; #### 42",
                "answer-is      ; 42      ; NO_ANSWER ; \\boxed{42}",
                "final-number   ; The answer is 33 ; DIFFERENT ; \\boxed{33} and 34",
                "bracket        ; 45      ; EQUAL     ; First try [30], second try [45].",
                "letters        ; C Cecile; EQUAL     ; C",
                "answer         ; 7       ; EQUAL     ; 7.0",
            })
    void each_policy_looks_where_its_suite_does(String policy, String gold, Kind kind, String solution) {
        assertEquals(
                kind,
                NamedPolicy.named(policy)
                        .judge()
                        .judge(gold, solution)
                        .verdict()
                        .kind());
    }

    @Test
    void what_the_last_program_printed_counts_for_tools_only() {
        var trace = "```python\nprint(3)\n```\n```output\n3\n```\n";
        assertEquals(
                Kind.EQUAL,
                NamedPolicy.named("tool").judge().judge("3", trace).verdict().kind());
    }

    @Test
    void names_are_unique_and_an_unknown_one_is_answered_with_them() {
        var names = NamedPolicy.all().stream().map(NamedPolicy::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
        var wrong = assertThrows(IllegalArgumentException.class, () -> NamedPolicy.named("fly"));
        assertTrue(wrong.getMessage().contains("'fly' is not one of default, text"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("deepseek-compatible"), wrong.getMessage());
    }

    @Test
    void words_of_grading_cases_name_policies_too() {
        assertEquals("think-boxed", RowPolicy.ofStyle("think_boxed").name());
        assertEquals("letters", RowPolicy.ofStyle("letter").name());
        assertEquals("final-number", RowPolicy.ofStyle("final_number").name());
    }

    @Test
    void a_row_may_require_reasoning_with_marks_of_its_own() {
        var row = new RowPolicy("text", true, List.of("</END>"));
        var judge = row.judge(EquivalencePolicy.DEFAULT);
        assertEquals(
                Kind.EQUAL, judge.judge("4", "why </END> \\boxed{4}").verdict().kind());
        assertEquals(Kind.NO_ANSWER, judge.judge("4", "\\boxed{4}").verdict().kind());
        var plain = new RowPolicy("text", true, List.of()).judge(EquivalencePolicy.DEFAULT);
        assertFalse(plain.judge("42", "<think> \\boxed{42} </think> \\boxed{43}")
                        .verdict()
                        .kind()
                == Kind.EQUAL);
    }
}
