package mathesis.reward.suite;

import java.util.List;
import java.util.Map;
import mathesis.reward.answer.ExtractionPolicy;
import mathesis.reward.answer.SolutionJudge;
import mathesis.reward.answer.Thinking;
import mathesis.reward.equivalence.EquivalencePolicy;

/// How one row of a file of grading cases wants its prediction read.
///
/// @param kind              the name of a policy, or one of the words that grading cases use for it
/// @param reasoningRequired whether an answer counts only after the end of reasoning
/// @param reasoningEnds     marks that end it; `</think>` where there are none
public record RowPolicy(String kind, boolean reasoningRequired, List<String> reasoningEnds) {
    /// What grading cases call some of the policies.
    private static final Map<String, String> ALIASES = Map.of(
            "think_boxed", "think-boxed",
            "final_number", "final-number",
            "letter", "letters");

    public RowPolicy {
        reasoningEnds = List.copyOf(reasoningEnds);
    }

    /// The policy that a style or kind names.
    ///
    /// @throws IllegalArgumentException with the names that there are
    public static NamedPolicy ofStyle(String style) {
        return NamedPolicy.named(ALIASES.getOrDefault(style, style));
    }

    /// A judge for such rows that compares by this policy.
    ///
    /// @throws IllegalArgumentException where no policy has the name
    public SolutionJudge judge(EquivalencePolicy equivalence) {
        return ofStyle(kind).judge(this::withReasoning, equivalence);
    }

    private ExtractionPolicy withReasoning(ExtractionPolicy policy) {
        if (!reasoningRequired && reasoningEnds.isEmpty()) {
            return policy;
        }
        var ends = reasoningEnds.isEmpty() ? Thinking.REQUIRED.ends() : reasoningEnds;
        return policy.after(new Thinking(ends, reasoningRequired, ""));
    }
}
