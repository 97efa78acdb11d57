package mathesis.rollout.tool;

import java.time.Duration;

/// What a sampler needs for a dialogue with a tool.
///
/// @param policy   rules of the dialogue
/// @param runner   runs programs beside the decoding
/// @param patience longest wait for the next result while nothing can be decoded; what is missing then has failed
public record Tools(ToolPolicy policy, ProgramRunner runner, Duration patience) {
    public Tools {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience is " + patience + "; must be longer than nothing");
        }
    }
}
