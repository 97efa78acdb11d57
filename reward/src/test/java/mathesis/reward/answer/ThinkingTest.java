package mathesis.reward.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ThinkingTest {
    private static final AnswerExtractor DEFAULT = new AnswerExtractor(ExtractionPolicy.DEFAULT);

    @Test
    void by_default_only_text_after_reasoning_counts_where_there_is_reasoning() {
        assertEquals("42", text(DEFAULT, "<think>\\boxed{99}</think> so \\boxed{42}"));
        assertEquals("3", text(DEFAULT, "a </think> \\boxed{1} </think> \\boxed{3}"));
        assertEquals("none", text(DEFAULT, "<think>\\boxed{99}</think> who knows"));
        assertEquals("7", text(DEFAULT, "no reasoning: \\boxed{7}"));
    }

    @Test
    void reasoning_that_never_ends_has_no_answer() {
        assertEquals("none", text(DEFAULT, "<think> it could be \\boxed{42}"));
    }

    @Test
    void a_format_may_require_reasoning_and_name_its_marks() {
        var extractor = new AnswerExtractor(
                ExtractionPolicy.DEFAULT.after(Thinking.requiredBefore("</REASONING_END>", "</think>")));
        assertEquals("1", text(extractor, "\\boxed{5} </REASONING_END> \\boxed{1}"));
        assertEquals("2", text(extractor, "\\boxed{5} </think> \\boxed{2}"));
        assertEquals("none", text(extractor, "\\boxed{5}"));
    }

    @Test
    void a_mark_must_not_be_empty() {
        assertThrows(IllegalArgumentException.class, () -> new Thinking(List.of(""), true, ""));
    }

    @Test
    void what_a_model_writes_after_its_own_answer_does_not_count() {
        var fewShot = new AnswerExtractor(
                ExtractionPolicy.of(Rule.BOX, Rule.ANY_NUMBER).before("\nProblem:", "\nQ:"));
        assertEquals("4", text(fewShot, "it is \\boxed{4}\nProblem: what is \\boxed{9}?"));
        assertEquals("5", text(fewShot, "it is 5\nQ: and 6?\nProblem: \\boxed{9}"));
    }

    @Test
    void the_prompt_is_not_part_of_what_is_looked_at() {
        var prompt = "Put your final answer within \\boxed{}, for example \\boxed{42}. ";
        var judge = new PolicyJudge(GradingPolicy.DEFAULT);
        assertEquals(Optional.empty(), judge.find("I give up").map(FinalAnswer::text));
        assertEquals(
                Optional.of("42"), judge.find(prompt + "I give up").map(FinalAnswer::text)); // so it is never given
    }

    private static String text(AnswerExtractor extractor, String solution) {
        return extractor.find(solution).map(FinalAnswer::text).orElse("none");
    }
}
