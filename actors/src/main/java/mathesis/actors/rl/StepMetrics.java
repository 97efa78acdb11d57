package mathesis.actors.rl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.learner.StepReport;

/// One step of the ring as seen from outside.
///
/// @param step          from 1
/// @param report        what the learner did; empty when the step trained on nothing
/// @param trouble       why it trained on nothing, where it did not
/// @param seconds       wall-clock time since the step before ended
/// @param phases        where the time went, in seconds; all of [Phase], adding up to `seconds`
/// @param tokensSampled tokens of this step's completions
/// @param tokensTrained positions that went through forward and backward
/// @param trained       ids of the groups trained on
/// @param lost          groups that contributed nothing
/// @param evaluation    held-out accuracy after this step, where it was measured
public record StepMetrics(
        long step,
        Optional<StepReport> report,
        Optional<String> trouble,
        double seconds,
        Map<Phase, Double> phases,
        long tokensSampled,
        long tokensTrained,
        List<String> trained,
        List<LostGroup> lost,
        Optional<Evaluation> evaluation) {
    /// A group that could not be trained on.
    ///
    /// @param reason in words
    public record LostGroup(String groupId, String reason) {}

    public StepMetrics {
        phases = Map.copyOf(phases);
        trained = List.copyOf(trained);
        lost = List.copyOf(lost);
    }
}
