package mathesis.bench.engine;

import java.util.ArrayList;
import java.util.Random;
import mathesis.engine.TokenBatch;
import mathesis.engine.Transformer;
import mathesis.engine.Weights;

/// A transformer of a shape with random weights, and random tokens for it.
final class Model implements AutoCloseable {
    private final Shape shape;
    private final Weights weights;
    private final Transformer transformer;

    Model(Shape shape, int threads) {
        this.shape = shape;
        this.weights = Weights.random(shape.config(), 0.02, new Random(1));
        this.transformer = new Transformer(weights, threads);
    }

    Shape shape() {
        return shape;
    }

    Transformer transformer() {
        return transformer;
    }

    /// The same tokens for the same seed.
    int[] tokens(int seed, int length) {
        return new Random(seed).ints(length, 0, shape.config().vocabularySize()).toArray();
    }

    /// Prompts that all differ.
    int[][] prompts(int count, int length) {
        var prompts = new int[count][];
        for (int i = 0; i < count; i++) {
            prompts[i] = tokens(100 + i, length);
        }
        return prompts;
    }

    /// What one training step reads.
    TokenBatch lesson() {
        var all = new ArrayList<int[]>();
        for (int s = 0; s < shape.lessonSequences(); s++) {
            all.add(tokens(1000 + s, shape.lessonLength()));
        }
        return TokenBatch.ofSequences(all);
    }

    @Override
    public void close() {
        transformer.close();
        weights.close();
    }
}
