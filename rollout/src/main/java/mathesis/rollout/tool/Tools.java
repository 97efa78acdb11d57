package mathesis.rollout.tool;

import java.time.Duration;

/// What a sampler needs for a dialogue with a tool.
///
/// @param policy   rules of the dialogue
/// @param runner   runs programs
/// @param threads  where it does
/// @param patience longest that a sampler with nothing else to do waits for the next result; what is missing then
/// counts
///                 as failed
public record Tools(ToolPolicy policy, ProgramRunner runner, ProgramThreads threads, Duration patience) {
    public Tools {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience is " + patience + "; must be longer than nothing");
        }
    }
}
