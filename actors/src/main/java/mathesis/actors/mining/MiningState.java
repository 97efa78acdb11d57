package mathesis.actors.mining;

import java.util.List;
import java.util.Map;
import mathesis.corpus.rounds.MiningTask;

/// How a run stands in the midst of a step.
///
/// @param leader         address of the node that leads
/// @param atMillis       since 1970, when this was so
/// @param round          from 1
/// @param step           by name
/// @param done           parts of the step that are done
/// @param parts          of the step
/// @param share          of the step that is done, what is being done included
/// @param secondsLeft    of the step at the rate so far; -1 while there is none
/// @param perSecond      figures of the tasks done, for each second of the step; `pages`, `html-bytes` and the like
/// @param workersOfNodes workers by node
/// @param doing          what is being done
public record MiningState(
        String leader,
        long atMillis,
        int round,
        MiningTask.Step step,
        int done,
        int parts,
        double share,
        double secondsLeft,
        Map<String, Double> perSecond,
        Map<String, Integer> workersOfNodes,
        List<Doing> doing) {
    public MiningState {
        perSecond = Map.copyOf(perSecond);
        workersOfNodes = Map.copyOf(workersOfNodes);
        doing = List.copyOf(doing);
    }

    /// @param node  address of who does it; empty until that is known
    /// @param share of the task
    /// @param what  for people
    public record Doing(MiningTask task, String node, double share, String what) {}
}
