package mathesis.reward.suite;

import static mathesis.reward.answer.GoldReading.AS_IS;
import static mathesis.reward.answer.GoldReading.NUMBER;
import static mathesis.reward.answer.GoldReading.STATED;
import static mathesis.reward.answer.Rule.ANY_NUMBER;
import static mathesis.reward.answer.Rule.BARE;
import static mathesis.reward.answer.Rule.BOX;
import static mathesis.reward.answer.Rule.BRACKET;
import static mathesis.reward.answer.Rule.CHINESE_LINE;
import static mathesis.reward.answer.Rule.CHINESE_NUMBER;
import static mathesis.reward.answer.Rule.CORRECTION;
import static mathesis.reward.answer.Rule.HASHES;
import static mathesis.reward.answer.Rule.LAST_FORMULA;
import static mathesis.reward.answer.Rule.LAST_NUMBER;
import static mathesis.reward.answer.Rule.LETTER;
import static mathesis.reward.answer.Rule.MINERVA;
import static mathesis.reward.answer.Rule.OUTPUT;
import static mathesis.reward.answer.Rule.PHRASE;
import static mathesis.reward.answer.Rule.SENTENCE_LETTER;
import static mathesis.reward.answer.Rule.UNCLOSED_BOX;
import static mathesis.reward.answer.Rule.WHOLE;

import java.util.List;
import mathesis.reward.answer.ExtractionPolicy;
import mathesis.reward.answer.GoldReading;
import mathesis.reward.answer.Thinking;

/// The default, the suites of DeepSeekMath's evaluation in their formats, and single ways of stating an answer. The
/// suites' formats are the paper's; their comparison is ours, without the quirks of the published grader.
final class SuitePolicies {
    private static final String NEXT_PROBLEM = "\nProblem:";
    private static final String NEXT_CHINESE = "\n\u95ee\u9898";

    static final List<NamedPolicy> ALL = List.of(
            NamedPolicy.of(
                    "default",
                    "a box, ####, a sentence such as \"the answer is\", else the last formula or number; after </think>"
                            + " where there is one",
                    ExtractionPolicy.DEFAULT,
                    STATED),
            NamedPolicy.of(
                    "text",
                    "as default; a text that is nothing but an answer and a box left open count too",
                    text(),
                    STATED),
            NamedPolicy.of(
                    "gsm8k",
                    "GSM8K and MGSM zero-shot: a box, ####, a sentence, else the last number",
                    ExtractionPolicy.of(CORRECTION, BOX, HASHES, PHRASE, ANY_NUMBER),
                    STATED),
            NamedPolicy.of(
                    "gsm8k-few-shot",
                    "the last number before the next \"Q: \"",
                    ExtractionPolicy.of(ANY_NUMBER).before("Q: "),
                    STATED),
            NamedPolicy.of(
                    "math",
                    "MATH: a box, Minerva's sentence, a sentence, else the last formula or number; before the next"
                            + " \"Problem:\"",
                    ExtractionPolicy.of(CORRECTION, BOX, MINERVA, PHRASE, LAST_FORMULA, LAST_NUMBER)
                            .before(NEXT_PROBLEM),
                    STATED),
            NamedPolicy.of(
                    "minerva", "\"The final answer is X. I hope it is correct.\", nothing else", minerva(), STATED),
            NamedPolicy.of("ocw", "OCW courses: as minerva", minerva(), STATED),
            NamedPolicy.of(
                    "cmath",
                    "CMATH: the last number after \u7b54\u6848\u662f, else as gsm8k",
                    ExtractionPolicy.of(CHINESE_NUMBER, CORRECTION, BOX, PHRASE, ANY_NUMBER)
                            .before(NEXT_CHINESE),
                    STATED),
            NamedPolicy.of(
                    "gaokao-cloze",
                    "Gaokao, free answers: the line after \u7b54\u6848\u662f, else a box or a sentence",
                    ExtractionPolicy.of(CHINESE_LINE, CORRECTION, BOX, PHRASE).before(NEXT_CHINESE + " "),
                    STATED),
            NamedPolicy.of(
                    "gaokao-qa",
                    "Gaokao, choices: the letter",
                    ExtractionPolicy.of(LETTER).before(NEXT_CHINESE + " "),
                    GoldReading.LETTER),
            NamedPolicy.of(
                    "sat",
                    "SAT: the letter in \"the final answer is (C)\", else as letters",
                    choices(),
                    GoldReading.LETTER),
            NamedPolicy.of("mmlu", "MMLU: as sat", choices(), GoldReading.LETTER),
            NamedPolicy.of("boxed", "a box, nothing else", ExtractionPolicy.of(BOX), STATED),
            NamedPolicy.of(
                    "think-boxed",
                    "a box after </think>, nothing else",
                    ExtractionPolicy.of(BOX).after(Thinking.REQUIRED),
                    STATED),
            NamedPolicy.of("hashes", "the line after ####, nothing else", ExtractionPolicy.of(HASHES), STATED),
            NamedPolicy.of(
                    "answer-is",
                    "a sentence such as \"the answer is\", nothing else",
                    ExtractionPolicy.of(PHRASE),
                    STATED),
            NamedPolicy.of(
                    "zh-answer-is",
                    "the line after \u7b54\u6848\u662f, nothing else",
                    ExtractionPolicy.of(CHINESE_LINE),
                    STATED),
            NamedPolicy.of("final-number", "the last number", ExtractionPolicy.of(ANY_NUMBER), NUMBER),
            NamedPolicy.of("bracket", "the last [..]", ExtractionPolicy.of(BRACKET), STATED),
            NamedPolicy.of("letters", "the letter of a choice", ExtractionPolicy.of(LETTER), GoldReading.LETTER),
            NamedPolicy.of(
                    "tool",
                    "tool-integrated reasoning: a box, a sentence, else what the last program printed",
                    ExtractionPolicy.of(CORRECTION, BOX, PHRASE, OUTPUT, LAST_NUMBER),
                    STATED),
            NamedPolicy.of(
                    "answer", "all of the text: both sides are bare answers", ExtractionPolicy.of(WHOLE), AS_IS));

    private SuitePolicies() {}

    private static ExtractionPolicy text() {
        return ExtractionPolicy.of(CORRECTION, BOX, UNCLOSED_BOX, HASHES, PHRASE, BARE, LAST_FORMULA, LAST_NUMBER)
                .after(Thinking.IF_PRESENT);
    }

    private static ExtractionPolicy minerva() {
        return ExtractionPolicy.of(MINERVA).before(NEXT_PROBLEM);
    }

    private static ExtractionPolicy choices() {
        return ExtractionPolicy.of(SENTENCE_LETTER, LETTER).before(NEXT_PROBLEM);
    }
}
