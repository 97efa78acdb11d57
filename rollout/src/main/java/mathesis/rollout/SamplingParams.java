package mathesis.rollout;

import java.util.Set;

/// How completions are drawn.
///
/// @param maxNewTokens longest completion, in tokens
/// @param temperature  divides the logits; 0 is greedy
/// @param topK         keep only the k most probable tokens; 0 keeps all
/// @param topP         keep the smallest set of tokens whose probability reaches p; 1 keeps all
/// @param stopTokens   ids that end a completion (the id itself is part of it)
public record SamplingParams(int maxNewTokens, double temperature, int topK, double topP, Set<Integer> stopTokens) {
    public SamplingParams {
        require(maxNewTokens > 0, "max-new-tokens", maxNewTokens, "must be positive");
        require(temperature >= 0 && Double.isFinite(temperature), "temperature", temperature, "must be 0 or more");
        require(topK >= 0, "top-k", topK, "must be 0 (off) or more");
        require(topP > 0 && topP <= 1, "top-p", topP, "must lie in (0, 1]");
        stopTokens = Set.copyOf(stopTokens);
    }

    /// The most probable token at every position.
    public static SamplingParams greedy(int maxNewTokens, Set<Integer> stopTokens) {
        return new SamplingParams(maxNewTokens, 0, 0, 1, stopTokens);
    }

    /// The temperature at which log-probabilities are reported: that of sampling, or 1 when greedy.
    public double scoringTemperature() {
        return temperature == 0 ? 1 : temperature;
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("sampling." + setting + " is " + value + "; " + rule);
        }
    }
}
