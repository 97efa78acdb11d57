package mathesis.rollout;

import mathesis.engine.PolicyVersion;

/// A group to sample.
///
/// @param groupId      id of the group to come
/// @param step         the update that it is meant for
/// @param problem      what to ask
/// @param promptTokens the prompt as ids
/// @param samples      G
/// @param round        how often this problem was asked before in the run; a new round draws anew
/// @param version      the policy that samples
public record SampleRequest(
        String groupId, long step, Problem problem, int[] promptTokens, int samples, int round, PolicyVersion version) {
    public SampleRequest {
        if (samples < 1) {
            throw new IllegalArgumentException("group " + groupId + " asks for " + samples + " samples");
        }
    }
}
