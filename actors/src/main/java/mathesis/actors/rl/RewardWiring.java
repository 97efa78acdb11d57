package mathesis.actors.rl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.actors.rl.SolutionGrading.Isolated;
import mathesis.reward.composition.FormatReward;
import mathesis.reward.composition.Part;
import mathesis.reward.composition.RepetitionReward;
import mathesis.reward.composition.RuleRewards;

/// The rewards that the settings ask for, each on the threads that suit it.
record RewardWiring(Settings settings) {
    /// @throws SettingsException when a reward cannot be made; nothing has started by then
    SolutionGrading grading(Timeline timeline) {
        var reward = settings.reward();
        var rules = rules();
        var parts = custom();
        var isolated = new ArrayList<Isolated>();
        for (var part : parts) {
            var own = reward.custom().get(part.name());
            isolated.add(new Isolated(
                    part,
                    new WatchedThreads(
                            "reward-" + part.name(),
                            own.threads(),
                            own.timeout(),
                            "reward.custom." + part.name() + ".timeout")));
        }
        var threads = new WatchedThreads("grader", reward.threads(), reward.timeout(), "reward.timeout");
        return new SolutionGrading(rules, threads, isolated, timeline);
    }

    private RuleRewards rules() {
        var reward = settings.reward();
        var format = new FormatReward(reward.format().marks(), reward.format().ended());
        var weights = reward.weights();
        var parts = List.of(
                new Part("format", weights.format(), format),
                new Part("length", weights.length(), reward.length().reward(settings.sampling())),
                new Part(
                        "repetition",
                        weights.repetition(),
                        new RepetitionReward(reward.repetition().ngram())));
        return new RuleRewards(
                reward.answers(),
                weights.accuracy(),
                reward.format().gatesAccuracy() ? Optional.of(format) : Optional.empty(),
                parts.stream().filter(part -> part.weight() != 0).toList());
    }

    private List<Part> custom() {
        var own = new TreeMap<>(settings.reward().custom());
        if (own.isEmpty()) {
            return List.of();
        }
        var found = new CustomRewards(settings.reward());
        var parts = new ArrayList<Part>();
        own.forEach((name, custom) -> {
            if (List.of(RuleRewards.ACCURACY, "format", "length", "repetition").contains(name)) {
                throw new SettingsException(
                        "mathesis.reward.custom." + name + " has the name of a reward of the house");
            }
            parts.add(new Part(name, custom.weight(), found.create(name, custom)));
        });
        return parts;
    }
}
