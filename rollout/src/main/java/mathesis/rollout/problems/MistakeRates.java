package mathesis.rollout.problems;

import java.util.EnumMap;
import java.util.Map;

/// How often worked solutions are wrong, and in which way.
///
/// First the misconception of the pattern's family strikes with its probability; a solution that it spares makes some
/// other mistake with probability `other`. Where the misconception is likelier than not, a model trained on the texts
/// says the wrong thing greedily and still often samples the right one: what reinforcement learning can sharpen.
///
/// @param misconceptions probability by family; a family left out has 0
/// @param other          probability of an unsystematic mistake in a solution without the misconception
/// @param kinds          relative weights of the unsystematic mistakes; a kind left out has 0
public record MistakeRates(Map<Family, Double> misconceptions, double other, Map<MistakeKind, Double> kinds) {
    /// Every solution is right.
    public static final MistakeRates NONE = new MistakeRates(Map.of(), 0, Map.of(MistakeKind.SLIP, 1.0));

    /// About half of all solutions are wrong; our figures, chosen so that about half of the patterns mislead.
    public static final MistakeRates DEFAULT = new MistakeRates(
            Map.of(
                    Family.FEWER_THAN, 0.6,
                    Family.REVERSED, 0.6,
                    Family.DIFFERENCE, 0.6,
                    Family.SHARE, 0.6,
                    Family.LAST_STEP, 0.6),
            0.2,
            Map.of(
                    MistakeKind.SLIP, 0.4,
                    MistakeKind.WRONG_NUMBER, 0.3,
                    MistakeKind.WRONG_OPERATION, 0.2,
                    MistakeKind.STOPS_EARLY, 0.1));

    public MistakeRates {
        misconceptions = Map.copyOf(misconceptions);
        kinds = Map.copyOf(kinds);
        misconceptions.forEach((family, probability) -> requireProbability("misconception " + family, probability));
        requireProbability("other mistakes", other);
        double total = kinds.values().stream().mapToDouble(Double::doubleValue).sum();
        if (kinds.values().stream().anyMatch(weight -> !(weight >= 0)) || !(total > 0)) {
            throw new IllegalArgumentException(
                    "mistake kinds weigh " + kinds + "; weights must be 0 or more, not all 0");
        }
    }

    /// These rates with another probability for the misconception of one family.
    public MistakeRates withMisconception(Family family, double probability) {
        var changed = new EnumMap<Family, Double>(Family.class);
        changed.putAll(misconceptions);
        changed.put(family, probability);
        return new MistakeRates(changed, other, kinds);
    }

    /// These rates with another probability of unsystematic mistakes.
    public MistakeRates withOther(double probability) {
        return new MistakeRates(misconceptions, probability, kinds);
    }

    double misconception(Family family) {
        return misconceptions.getOrDefault(family, 0.0);
    }

    double weight(MistakeKind kind) {
        return kinds.getOrDefault(kind, 0.0);
    }

    private static void requireProbability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + "; must lie in [0, 1]");
        }
    }
}
