package mathesis.reward;

import java.util.Map;

/// Makes a [Reward] of the user's own. The class is named in the settings
/// (`mathesis.reward.custom.NAME.provider`) and in a file `META-INF/services/mathesis.reward.RewardProvider` of
/// its jar, where `java.util.ServiceLoader` finds it. It needs a public constructor without parameters.
public interface RewardProvider {
    /// Called once on each reward node when a run starts.
    ///
    /// @param options as the settings have them (`mathesis.reward.custom.NAME.options`)
    /// @throws IllegalArgumentException when an option is wrong; the run does not start, and says so
    Reward create(Map<String, String> options);
}
