package mathesis.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import mathesis.reward.equivalence.EquivalencePolicy;

/// The knobs of a row of grading cases, as options of the comparison.
final class GradingParams {
    private GradingParams() {}

    static EquivalencePolicy equivalence(JsonNode params) {
        return EquivalencePolicy.DEFAULT;
    }
}
