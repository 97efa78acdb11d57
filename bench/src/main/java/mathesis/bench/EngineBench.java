package mathesis.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Random;
import mathesis.engine.AdamWConfig;
import mathesis.engine.Logits;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.TokenBatch;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;
import mathesis.engine.WeightedLikelihood;
import mathesis.engine.Weights;
import mathesis.rollout.sampling.CounterRandom;
import mathesis.rollout.sampling.NucleusSampling;

/// Tokens sampled and trained per CPU second on one thread, on whole models with random weights.
///
/// Sampling: one prompt of 32 tokens shared by the batch, 96 new tokens each at temperature 1, log-probabilities
/// included. Training: forward, backward and AdamW. Shapes are those of the quickstart's model and of stories15M.
///
/// Run: `java @cluster-conf/jvm.options -cp <bench class path> mathesis.bench.EngineBench`
public final class EngineBench {
    private static final int PROMPT = 32;
    private static final int NEW_TOKENS = 96;
    private static final int ROUNDS = 5;

    private EngineBench() {}

    /// Prints the table.
    public static void main(String... args) {
        double peak = FmaPeak.flopsPerSecond();
        System.out.printf("FMA peak of one core: %.0f GFLOP/s%n", peak / 1e9);
        System.out.printf("%-12s %-22s %14s %10s %8s%n", "model", "work", "tokens/CPU-s", "GFLOP/s", "of peak");
        run("1M", shape(128, 5, 4, 352, 80), 16, 128, peak);
        run("15M", shape(288, 6, 6, 768, 32000), 8, 256, peak);
    }

    private static ModelConfig shape(int hidden, int layers, int heads, int intermediate, int vocabulary) {
        return new ModelConfig(
                Architecture.LLAMA,
                vocabulary,
                hidden,
                intermediate,
                layers,
                heads,
                heads,
                hidden / heads,
                256,
                1e-5,
                10000,
                new RopeScaling.None(),
                true);
    }

    private static void run(String name, ModelConfig config, int sequences, int length, double peak) {
        try (var weights = Weights.random(config, 0.02, new Random(1));
                var transformer = new Transformer(weights, 1);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            double parameters = weights.parameters();
            for (int batch : new int[] {1, 16, 128}) {
                double rate = best(() -> sample(transformer, batch), (double) batch * NEW_TOKENS);
                double context = PROMPT + NEW_TOKENS / 2.0;
                double flops = 2 * parameters + 4.0 * config.layers() * config.hiddenSize() * context;
                print(name, "sample, batch " + batch, rate, flops, peak);
            }
            var lesson = randomBatch(config.vocabularySize(), sequences, length);
            double rate = best(
                    () -> {
                        trainer.accumulate(lesson, WeightedLikelihood.mean(lesson));
                        trainer.update(1e-4);
                    },
                    lesson.length());
            double flops = 6 * parameters + 6.0 * config.layers() * config.hiddenSize() * length;
            print(name, "train, " + sequences + " x " + length, rate, flops, peak);
        }
    }

    private static void print(String name, String work, double rate, double flopsPerToken, double peak) {
        double flops = rate * flopsPerToken;
        System.out.printf("%-12s %-22s %14.0f %10.1f %7.0f%%%n", name, work, rate, flops / 1e9, 100 * flops / peak);
    }

    /// Best tokens per CPU second of a few rounds, after two to warm up.
    private static double best(Runnable work, double tokens) {
        work.run();
        work.run();
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double start = cpuSeconds();
            work.run();
            best = Math.max(best, tokens / (cpuSeconds() - start));
        }
        return best;
    }

    private static void sample(Transformer transformer, int batch) {
        int vocabulary = transformer.config().vocabularySize();
        var nucleus = new NucleusSampling(vocabulary, 0, 1);
        var probabilities = new float[vocabulary];
        var slots = new int[batch];
        var tokens = new int[batch];
        try (var decoder = transformer.decoder(batch, NEW_TOKENS);
                var prompt = decoder.prefill(
                        new Random(2).ints(PROMPT, 0, vocabulary).toArray())) {
            for (int row = 0; row < batch; row++) {
                slots[row] = decoder.open(prompt);
                tokens[row] = draw(prompt.logits(), 0, row, 0, nucleus, probabilities);
            }
            for (int position = 1; position < NEW_TOKENS; position++) {
                var logits = decoder.step(slots, tokens, batch);
                for (int row = 0; row < batch; row++) {
                    tokens[row] = draw(logits, row, row, position, nucleus, probabilities);
                }
            }
        }
    }

    private static int draw(
            Logits logits, int row, int sample, int position, NucleusSampling nucleus, float[] probabilities) {
        float lse = logits.logSumExp(row, 1);
        logits.probabilities(row, 1, lse, probabilities);
        int token = nucleus.draw(
                probabilities, CounterRandom.of(3, "bench", 0, sample).uniform(position));
        if (logits.logprob(row, token, 1, lse) > 0) {
            throw new IllegalStateException("a log-probability above 0");
        }
        return token;
    }

    private static TokenBatch randomBatch(int vocabulary, int sequences, int length) {
        var random = new Random(4);
        var all = new ArrayList<int[]>();
        for (int s = 0; s < sequences; s++) {
            all.add(random.ints(length, 0, vocabulary).toArray());
        }
        return TokenBatch.ofSequences(all);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
