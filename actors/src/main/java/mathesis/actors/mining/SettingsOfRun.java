package mathesis.actors.mining;

import java.util.List;
import mathesis.actors.SettingsException;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.rounds.RunSettings;

/// Which settings a run that has begun may change.
final class SettingsOfRun {
    /// They only say how far the run goes and who annotates.
    private static final List<String> MAY_CHANGE = List.of(
            "mathesis.mining.max-rounds",
            "mathesis.mining.stop-when-known",
            "mathesis.mining.token-budget",
            "mathesis.mining.domains.");

    private SettingsOfRun() {}

    /// @throws SettingsException naming a setting that differs and may not
    static void requireSame(MiningConfig before, MiningConfig now) {
        var old = RunSettings.of(before);
        RunSettings.of(now).forEach((key, value) -> {
            if (!value.equals(old.get(key)) && MAY_CHANGE.stream().noneMatch(key::startsWith)) {
                throw new SettingsException(key + " is " + value + "; the run began with " + old.get(key)
                        + " and cannot change it: its files would not fit together");
            }
        });
    }
}
