package mathesis.rollout;

import java.util.List;
import mathesis.engine.PolicyVersion;

/// G solutions to one problem, all sampled from one policy version.
///
/// @param id           unique within a run; the journal and the learner know a group by it
/// @param step         the update that this group is meant for, from 1
/// @param problem      what was asked
/// @param version      the policy that sampled
/// @param promptTokens the prompt as ids
/// @param temperature  at which the log-probabilities were taken
/// @param completions  G solutions, by sample index
public record Group(
        String id,
        long step,
        Problem problem,
        PolicyVersion version,
        int[] promptTokens,
        double temperature,
        List<Completion> completions) {
    public Group {
        completions = List.copyOf(completions);
        if (completions.isEmpty()) {
            throw new IllegalArgumentException("group " + id + " holds no completion");
        }
    }
}
