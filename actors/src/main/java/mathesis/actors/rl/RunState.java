package mathesis.actors.rl;

import java.util.Map;
import mathesis.actors.CborMessage;

/// How a run stands.
///
/// @param step       steps that are closed
/// @param steps      of the whole run
/// @param paused     whether dealing is held back
/// @param evaluating whether the held-out problems are being solved
/// @param workers    sampling workers that have joined
/// @param groups     open groups by stage: `waiting`, `dealt`, `sampled`, `received`
public record RunState(
        long step, long steps, boolean paused, boolean evaluating, int workers, Map<String, Integer> groups)
        implements CborMessage {
    public RunState {
        groups = Map.copyOf(groups);
    }
}
