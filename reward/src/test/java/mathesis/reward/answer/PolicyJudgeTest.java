package mathesis.reward.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.equivalence.Verdict.Kind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PolicyJudgeTest {
    private final SolutionJudge judge = new PolicyJudge(GradingPolicy.DEFAULT);

    @ParameterizedTest(name = "{0} is what {1} comes to")
    @CsvSource(
            delimiter = ';',
            value = {
                "2    ; so $\\sqrt{4} = 2$",
                "2    ; so $17 \\bmod 5 = 2$",
                "105  ; the answer is (35 + 70 = 105).",
                "7.78 ; so $\\frac{70}{9} \\approx 7.78$",
                "C    ; \\boxed{\\textbf{(C)}\\ 14}",
                "C    ; \\boxed{(C) 14}",
                "B    ; The answer is (B) because so it is.",
            })
    void a_calculation_counts_by_its_result_and_a_choice_by_its_letter(String gold, String solution) {
        assertEquals(Kind.EQUAL, kind(gold, solution));
    }

    @ParameterizedTest(name = "{0} is not what {1} says")
    @CsvSource(
            delimiter = ';',
            value = {
                "5   ; \\boxed{x + y = 5}",
                "C   ; \\boxed{(D) 14}",
                "A   ; \\boxed{AB}",
                "2   ; \\boxed{2} so \\boxed{3}",
                "3   ; \\boxed{2} and \\boxed{3}",
                "12  ; \\boxed{12",
                "4   ; so $4\\sqrt{2}$",
            })
    void an_answer_that_says_something_else_is_not_equal(String gold, String solution) {
        assertEquals(false, kind(gold, solution) == Kind.EQUAL);
    }

    @Test
    void a_bare_equation_in_unknowns_is_not_its_right_side() {
        var text = new PolicyJudge(new GradingPolicy(ExtractionPolicy.of(Rule.BARE), EquivalencePolicy.DEFAULT));
        assertEquals(false, text.judge("1", "$2x + z = 1$").verdict().kind() == Kind.EQUAL);
        assertEquals(
                Kind.EQUAL,
                text.judge("3", "$\\begin{vmatrix} 2 & 1 \\\\ 1 & 2 \\end{vmatrix} = 3$")
                        .verdict()
                        .kind());
    }

    @Test
    void verdicts_are_counted_by_kind_and_reason() {
        var grader = new AnswerGrader(judge);
        grader.grade("3", "#### 3");
        grader.grade("3", "#### 4");
        grader.grade("3", "no idea");
        grader.grade("\\boxed{}", "#### 4");
        var kinds = grader.counts().byKind();
        assertEquals(1L, kinds.get(Kind.EQUAL));
        assertEquals(1L, kinds.get(Kind.DIFFERENT));
        assertEquals(1L, kinds.get(Kind.NO_ANSWER));
        assertEquals(1L, kinds.get(Kind.UNPARSEABLE_GOLD));
        assertEquals(0L, kinds.get(Kind.UNDECIDED));
        assertEquals(0L, grader.counts().failures());
    }

    private Kind kind(String gold, String solution) {
        return judge.judge(gold, solution).verdict().kind();
    }
}
