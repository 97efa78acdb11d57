package mathesis.actors.rl;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.actors.Settings;

/// Settings of tests: the program's own, made small.
final class TestSettings {
    private TestSettings() {}

    /// Two groups of two solutions a step, and what a test changes.
    static Settings with(String... overrides) {
        var all = new ArrayList<>(List.of(
                "grpo.group-size=2",
                "grpo.groups-per-step=2",
                "run.steps=3",
                "rollout.workers=1",
                "learner.threads=1"));
        all.addAll(List.of(overrides));
        return Settings.load(Optional.empty(), all);
    }

    /// Pekko's settings as the program has them, in a system of one node that hears nobody.
    static Config local() {
        return ConfigFactory.parseString("pekko.actor.provider = local, pekko.log-dead-letters = off")
                .withFallback(with().resolved().withOnlyPath("pekko"));
    }
}
