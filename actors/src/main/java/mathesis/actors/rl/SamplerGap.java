package mathesis.actors.rl;

import java.util.Locale;
import java.util.Optional;
import mathesis.actors.Settings;
import mathesis.engine.WeightFormat;

/// What a run says of a sampler that is not the learner's policy by its settings.
final class SamplerGap {
    private SamplerGap() {}

    /// One line, where solutions are drawn with rounded weights.
    static Optional<String> note(Settings settings) {
        if (settings.rollout().weights() == WeightFormat.FLOAT32) {
            return Optional.empty();
        }
        var variant = settings.grpo().variant();
        String asked = settings.resolved().getString("mathesis.grpo.variant.correction");
        String correction = word(variant.correction());
        return Optional.of(String.format(
                Locale.ROOT,
                "Solutions are drawn with %s weights (rollout.weights): the sampler is not quite the learner's policy."
                        + " Corrected by %s importance weights of at most %s (grpo.variant.correction%s);"
                        + " held-out accuracy is of the float32 policy.",
                word(settings.rollout().weights()),
                correction,
                variant.correctionCap(),
                asked.equals(correction) ? "" : ", which was " + asked));
    }

    /// A choice as the settings write it.
    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
