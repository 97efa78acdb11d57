package mathesis.actors.mining;

import java.util.Map;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;

/// What a mining run tells whoever watches it on the node that leads.
public sealed interface MiningEvent {
    /// This node leads the run from now on.
    ///
    /// @param done tasks that are done already; 0 for a new run
    record Leads(String node, int done) implements MiningEvent {}

    /// A step begins, or goes on where an earlier life of the run left it.
    record StepBegan(int round, Step step, int done, int parts) implements MiningEvent {}

    /// How a step gets on; about once a second.
    record Progressed(MiningState state) implements MiningEvent {}

    /// All parts of a step are done.
    ///
    /// @param seconds since it began here
    /// @param figures sums over the tasks that were done since
    record StepDone(int round, Step step, int parts, double seconds, Map<String, Double> figures)
            implements MiningEvent {}

    /// A task failed, or who did it is gone; it is dealt again.
    ///
    /// @param attempts that have failed
    record TaskFailed(MiningTask task, String reason, int attempts) implements MiningEvent {}

    /// A node takes part.
    record NodeJoined(String node) implements MiningEvent {}

    /// All workers of a node are gone.
    record NodeGone(String node) implements MiningEvent {}
}
