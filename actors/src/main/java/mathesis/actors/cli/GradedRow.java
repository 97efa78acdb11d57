package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import mathesis.reward.answer.AnswerGrader.Judgement;
import mathesis.reward.equivalence.Verdict.Kind;

/// A row and what was found out about it.
///
/// @param verdict EQUAL, DIFFERENT, NO_ANSWER, UNDECIDED, UNPARSEABLE_GOLD, or FAILED where grading itself broke
/// @param reason  a short phrase
/// @param answer  the final answer that it is about, empty where there is none
record GradedRow(GradingRow row, String verdict, String reason, String answer) {
    /// Grading broke on this row.
    static final String FAILED = "FAILED";

    static GradedRow of(GradingRow row, Judgement judgement) {
        return new GradedRow(
                row, judgement.verdict().kind().name(), judgement.verdict().reason(), judgement.answer());
    }

    boolean equal() {
        return verdict.equals(Kind.EQUAL.name());
    }

    /// The row with what was found out, its own fields kept.
    ObjectNode json() {
        return row.line().json().put("verdict", verdict).put("reason", reason).put("answer", answer);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "line %d (%s)",
                row.line().number(),
                row.line().id().asText());
    }
}
