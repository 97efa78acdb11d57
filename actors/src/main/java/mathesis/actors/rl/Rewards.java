package mathesis.actors.rl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.actors.node.WatchedThreads;
import mathesis.actors.rl.SolutionGrading.Isolated;
import mathesis.engine.Tokenizer;
import mathesis.reward.composition.FormatReward;
import mathesis.reward.composition.Part;
import mathesis.reward.composition.RepetitionReward;
import mathesis.reward.composition.RuleRewards;
import mathesis.reward.model.RewardModel;

/// The rewards that the settings ask for, each on the threads that suit it.
///
/// @param grading pays for solutions
/// @param model   the learned one among the rewards; freed with this, when nothing is graded any more
record Rewards(SolutionGrading grading, Optional<RewardModel> model) implements AutoCloseable {
    private static final String MODEL = "model";
    private static final Set<String> OF_THE_HOUSE =
            Set.of(RuleRewards.ACCURACY, "format", "length", "repetition", MODEL);

    /// @param tokenizer of the policy
    /// @throws SettingsException when a reward cannot be made; nothing has started by then
    static Rewards of(Settings settings, Tokenizer tokenizer, Timeline timeline) {
        var reward = settings.reward();
        var others = custom(reward);
        var model = model(reward, tokenizer);
        model.ifPresent(learned -> others.add(new Isolated(
                new Part(MODEL, reward.weights().model(), learned),
                new WatchedThreads("reward-model", 1, reward.model().timeout(), "reward.model.timeout"))));
        var threads = new WatchedThreads("grader", reward.threads(), reward.timeout(), "reward.timeout");
        return new Rewards(new SolutionGrading(rules(settings), threads, others, timeline), model);
    }

    private static RuleRewards rules(Settings settings) {
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

    private static Optional<RewardModel> model(Settings.Reward reward, Tokenizer tokenizer) {
        if (reward.weights().model() == 0) {
            return Optional.empty();
        }
        var model = reward.model();
        try {
            return Optional.of(RewardModel.load(Path.of(model.folder()), tokenizer, model.threads(), model.output()));
        } catch (IOException e) {
            throw new SettingsException("mathesis.reward.model.folder is " + model.folder() + ": " + e.getMessage());
        }
    }

    private static List<Isolated> custom(Settings.Reward reward) {
        var isolated = new ArrayList<Isolated>();
        if (reward.custom().isEmpty()) {
            return isolated;
        }
        var found = new CustomRewards(reward);
        new TreeMap<>(reward.custom()).forEach((name, own) -> {
            if (OF_THE_HOUSE.contains(name)) {
                throw new SettingsException(
                        "mathesis.reward.custom." + name + " has the name of a reward of the house");
            }
            isolated.add(new Isolated(
                    new Part(name, own.weight(), found.create(name, own)),
                    new WatchedThreads(
                            "reward-" + name, own.threads(), own.timeout(), "reward.custom." + name + ".timeout")));
        });
        return isolated;
    }

    @Override
    public void close() {
        model.ifPresent(RewardModel::close);
    }
}
