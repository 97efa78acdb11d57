package mathesis.actors.rl;

import java.util.HashSet;
import java.util.Set;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.engine.PretrainedModel;
import mathesis.rollout.SamplingParams;

/// The tokens that end a solution: those that the model's files name and those that the settings add.
final class StopTokens {
    private StopTokens() {}

    /// How solutions are drawn from this model.
    static SamplingParams params(Settings.Sampling settings, PretrainedModel model) {
        return new SamplingParams(
                settings.maxNewTokens(), settings.temperature(), settings.topK(), settings.topP(), of(settings, model));
    }

    private static Set<Integer> of(Settings.Sampling settings, PretrainedModel model) {
        var tokens = new HashSet<>(model.generation().stopTokens());
        for (var text : settings.stop()) {
            tokens.add(model.tokenizer()
                    .id(text)
                    .orElseThrow(() -> new SettingsException("mathesis.sampling.stop names '" + text
                            + "', which is no token of the model in " + model.source())));
        }
        return tokens;
    }
}
