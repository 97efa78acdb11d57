package mathesis.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import mathesis.reward.equivalence.EquivalencePolicy;

/// The knobs of a row of grading cases, as options of the comparison; what a row does not say stays as it is by
/// default.
final class GradingParams {
    private GradingParams() {}

    /// @throws BadLineException where a knob has a value that it cannot have
    static EquivalencePolicy equivalence(JsonNode params) {
        var policy = EquivalencePolicy.DEFAULT;
        if (params.has("precision")) {
            policy = policy.withPrecision(places(params.get("precision")));
        }
        if (params.has("strict")) {
            policy = policy.withStrictVariables(flag(params, "strict"));
        }
        if (params.has("allow_set_relation_comp")) {
            policy = policy.withSetRelations(flag(params, "allow_set_relation_comp"));
        }
        if (params.has("compare_sets")) {
            policy = policy.withTuplesAsSets(flag(params, "compare_sets"));
        }
        return policy;
    }

    private static int places(JsonNode precision) {
        if (!precision.isInt() || precision.intValue() < 0) {
            throw new BadLineException(
                    "\"params\": precision is " + precision + "; must be a whole number of 0 or more");
        }
        return precision.intValue();
    }

    private static boolean flag(JsonNode params, String name) {
        var value = params.get(name);
        if (!value.isBoolean()) {
            throw new BadLineException("\"params\": " + name + " is " + value + "; must be true or false");
        }
        return value.booleanValue();
    }
}
