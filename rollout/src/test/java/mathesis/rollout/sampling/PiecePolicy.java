package mathesis.rollout.sampling;

import java.util.List;
import java.util.Map;
import java.util.Random;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.Transformer;
import mathesis.engine.Weights;

/// A tiny transformer over a vocabulary of pieces.
///
/// @param tokenizer  its vocabulary
/// @param transformer closed with this, as are the weights
record PiecePolicy(PieceTokenizer tokenizer, Weights weights, Transformer transformer) implements AutoCloseable {
    /// Random weights: every piece may follow on every text.
    static PiecePolicy random(int context, List<String> pieces) {
        var shape = shape(pieces.size(), 16, context);
        return of(pieces, Weights.random(shape, 0.2, new Random(5)));
    }

    /// Each piece is followed by the one that `next` names, whatever was before it.
    static PiecePolicy scripted(int context, List<String> pieces, Map<String, String> next) {
        int channels = (pieces.size() + 7) / 8 * 8;
        var weights = Weights.zeros(shape(pieces.size(), channels, context));
        weights.tensors().stream()
                .filter(tensor -> tensor.name().endsWith("norm.weight"))
                .forEach(tensor -> {
                    for (int i = 0; i < tensor.elements(); i++) {
                        tensor.set(i, 1);
                    }
                });
        for (int i = 0; i < pieces.size(); i++) {
            weights.tensor("model.embed_tokens.weight").set((long) i * channels + i, 1);
        }
        next.forEach((piece, successor) ->
                weights.outputProjection().set((long) pieces.indexOf(successor) * channels + pieces.indexOf(piece), 1));
        return of(pieces, weights);
    }

    private static PiecePolicy of(List<String> pieces, Weights weights) {
        return new PiecePolicy(new PieceTokenizer(pieces), weights, new Transformer(weights, 1));
    }

    private static ModelConfig shape(int vocabulary, int channels, int context) {
        return new ModelConfig(
                Architecture.LLAMA,
                vocabulary,
                channels,
                40,
                2,
                4,
                2,
                4,
                context,
                1e-6,
                1e4,
                new RopeScaling.None(),
                false);
    }

    @Override
    public void close() {
        transformer.close();
        weights.close();
    }
}
