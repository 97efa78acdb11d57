package mathesis.engine;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/// What a model's files say about generation (`generation_config.json`, falling back to `config.json`).
///
/// @param beginToken  begin-of-text id, where the model has one
/// @param stopTokens  ids that end a generation; may be empty
/// @param padToken    padding id, where the model has one
/// @param temperature suggested sampling temperature
/// @param topK        suggested top-k
/// @param topP        suggested nucleus
public record GenerationConfig(
        OptionalInt beginToken,
        Set<Integer> stopTokens,
        OptionalInt padToken,
        OptionalDouble temperature,
        OptionalInt topK,
        OptionalDouble topP) {
    public GenerationConfig {
        stopTokens = Set.copyOf(stopTokens);
    }
}
