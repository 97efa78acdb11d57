package mathesis.bench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Row;
import mathesis.engine.TokenBatch;

/// The property that no speed is worth losing: a token's log-probability does not depend on what it was computed with.
final class IdentityGroup {
    private static final int PROMPT = 45;
    private static final int NEW_TOKENS = 40;
    private static final int[] BATCHES = {1, 7, 64};

    private IdentityGroup() {}

    static List<Measurement> of(Setup setup) {
        return setup.shapes().stream()
                .map(shape -> new Measurement("identity " + shape.label(), () -> rows(setup, shape)))
                .toList();
    }

    private static List<Row> rows(Setup setup, Shape shape) {
        var rows = new ArrayList<Row>();
        try (var model = new Model(shape, 1);
                var other = new Model(shape, Math.max(2, setup.threads()))) {
            var prompts = model.prompts(BATCHES[BATCHES.length - 1], PROMPT);
            var tokens = new int[NEW_TOKENS];
            var alone = new float[NEW_TOKENS];
            double difference = 0;
            for (int batch : BATCHES) {
                try (var decoding =
                        Decoding.ofPrompts(model.transformer(), NEW_TOKENS, Arrays.copyOf(prompts, batch))) {
                    decoding.run();
                    if (batch == 1) {
                        tokens = decoding.drawn()[0].clone();
                        alone = decoding.logprobs()[0].clone();
                    }
                    requireSame(shape, batch, tokens, decoding.drawn()[0]);
                    difference = Math.max(difference, largest(alone, decoding.logprobs()[0], 0));
                }
            }
            rows.add(Row.counted(shape.label() + ", batches of 1, 7 and 64", difference, "nats")
                    .bar(new Bar.AtMost(0)));
            var sequence = TokenBatch.ofSequences(List.of(joined(prompts[0], tokens), prompts[1]));
            var one = model.transformer().score(sequence).logprobs_T();
            var several = other.transformer().score(sequence).logprobs_T();
            rows.add(Row.counted(shape.label() + ", 1 and 2 threads", largest(one, several, 0), "nats")
                    .bar(new Bar.AtMost(0)));
            rows.add(Row.counted(shape.label() + ", sampled and scored", largest(alone, one, PROMPT - 1), "nats")
                    .bar(new Bar.AtMost(1e-6)));
        }
        return rows;
    }

    private static void requireSame(Shape shape, int batch, int[] tokens, int... others) {
        if (!Arrays.equals(tokens, others)) {
            throw new IllegalStateException("a sequence of the " + shape.label()
                    + " model drew other tokens in a batch of " + batch + " than alone");
        }
    }

    private static int[] joined(int[] prompt, int... tokens) {
        int[] all = Arrays.copyOf(prompt, prompt.length + tokens.length);
        System.arraycopy(tokens, 0, all, prompt.length, tokens.length);
        return all;
    }

    /// Largest difference between `a` and the part of `b` of its length that begins at `offset`.
    private static double largest(float[] a, float[] b, int offset) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[offset + i]));
        }
        return largest;
    }
}
