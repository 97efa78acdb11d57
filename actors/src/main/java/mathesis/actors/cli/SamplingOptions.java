package mathesis.actors.cli;

import java.util.Set;
import mathesis.engine.PretrainedModel;
import mathesis.rollout.SamplingParams;
import picocli.CommandLine.Option;

/// How completions are drawn, apart from the temperature, whose default differs by command.
final class SamplingOptions {
    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            defaultValue = "256",
            converter = NumberConverters.Positive.class,
            description = "Longest completion (default: ${DEFAULT-VALUE}); the model's context bounds it too.")
    int maxNewTokens;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            converter = NumberConverters.NotNegative.class,
            description = "Draw from the K most probable tokens; 0 is off (default: ${DEFAULT-VALUE}).")
    int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            converter = NumberConverters.Share.class,
            description =
                    "Draw from the fewest tokens that hold this probability; 1 is off (default: ${DEFAULT-VALUE}).")
    double topP;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Of the random numbers, which also depend on each line's id (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--no-stop", description = "Go on past the model's stop tokens, up to the longest completion.")
    boolean noStop;

    SamplingParams params(double temperature, PretrainedModel model) {
        Set<Integer> stopTokens = noStop ? Set.of() : model.generation().stopTokens();
        return new SamplingParams(maxNewTokens, temperature, topK, topP, stopTokens);
    }
}
