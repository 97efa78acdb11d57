package mathesis.actors.rl;

import mathesis.rollout.Problem;

/// A problem as it is dealt: one group to sample.
///
/// @param groupId id of the group to come
/// @param step    the learning step that it is for, from 1
/// @param problem what to ask
/// @param samples G
/// @param round   how often the problem was asked before in this run
public record Ticket(String groupId, long step, Problem problem, int samples, int round) {}
