package mathesis.reward.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.Transformer;
import mathesis.engine.Weights;
import mathesis.reward.model.RewardModelTrainer.Objective;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// On a task that can be told apart: the token 1 is a mistake, and everything from it on is wrong.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RewardModelTrainerTest {
    private static final int VOCABULARY = 12;
    private static final int STEPS = 60;

    @ParameterizedTest(name = "{0}")
    @EnumSource(Supervision.class)
    void a_mistake_that_can_be_seen_is_found_in_solutions_never_seen(Supervision supervision) {
        var held = solutions(supervision, 99, 64);
        try (var weights = weights();
                var model = new Transformer(weights, 1);
                var trainer = new RewardModelTrainer(model, Objective.CROSS_ENTROPY)) {
            double before = trainer.measure(held).loss();
            for (int step = 0; step < STEPS; step++) {
                trainer.step(solutions(supervision, step, 16), 1e-2);
            }
            var after = trainer.measure(held);
            assertTrue(after.loss() < before / 2, "loss went from " + before + " to " + after.loss());
            assertTrue(after.accuracy() > 0.95, "accuracy " + after.accuracy());
        }
    }

    @Test
    void pairs_teach_to_rank() {
        try (var weights = weights();
                var model = new Transformer(weights, 1);
                var trainer = new RewardModelTrainer(model, Objective.PAIRWISE)) {
            for (int step = 0; step < STEPS; step++) {
                trainer.step(pairs(step, 8), 1e-2);
            }
            assertTrue(trainer.measure(pairs(99, 32)).accuracy() > 0.95);
        }
    }

    @Test
    void training_does_not_depend_on_threads() {
        assertEquals(trained(1), trained(2));
    }

    private static String trained(int threads) {
        try (var weights = weights();
                var model = new Transformer(weights, threads);
                var trainer = new RewardModelTrainer(model, Objective.CROSS_ENTROPY)) {
            for (int step = 0; step < 3; step++) {
                trainer.step(solutions(Supervision.PROCESS, step, 16), 1e-2);
            }
            return weights.sha256();
        }
    }

    @Test
    void batches_keep_order_pairs_and_every_sequence() {
        var sequences = pairs(1, 9);
        for (var objective : Objective.values()) {
            var batches = RewardModelTrainer.batches(sequences, 25, objective);
            assertEquals(sequences, batches.stream().flatMap(List::stream).toList());
            for (var batch : batches) {
                int tokens = batch.stream().mapToInt(s -> s.tokens().length).sum();
                assertTrue(tokens <= 25 || batch.size() <= (objective == Objective.PAIRWISE ? 2 : 1));
                assertTrue(objective == Objective.CROSS_ENTROPY || batch.size() % 2 == 0);
            }
        }
    }

    private static List<LabelledSequence> solutions(Supervision supervision, long seed, int count) {
        var random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(_ -> solution(supervision, random, random.nextBoolean()))
                .toList();
    }

    private static List<LabelledSequence> pairs(long seed, int count) {
        var random = new Random(seed);
        var pairs = new ArrayList<LabelledSequence>();
        for (int i = 0; i < count; i++) {
            pairs.add(solution(Supervision.OUTCOME, random, false));
            pairs.add(solution(Supervision.OUTCOME, random, true));
        }
        return pairs;
    }

    private static LabelledSequence solution(Supervision supervision, Random random, boolean mistaken) {
        int length = 6 + random.nextInt(6);
        int[] tokens = random.ints(length, 2, VOCABULARY).toArray();
        int mistake = mistaken ? 1 + random.nextInt(length - 1) : length;
        if (mistaken) {
            tokens[mistake] = 1;
        }
        int[] positions = supervision == Supervision.OUTCOME
                ? new int[] {length - 1}
                : IntStream.range(0, length)
                        .filter(t -> t % 2 == 1 || t == length - 1)
                        .toArray();
        var labels = new float[positions.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = positions[i] < mistake ? 1 : 0;
        }
        return new LabelledSequence(tokens, positions, labels);
    }

    private static Weights weights() {
        var config = new ModelConfig(
                Architecture.LLAMA, VOCABULARY, 16, 24, 1, 2, 2, 8, 64, 1e-5, 10000, new RopeScaling.None(), true);
        try (var base = Weights.random(config, 0.2, new Random(5))) {
            return base.withFreshScalarHead(new Random(6));
        }
    }
}
