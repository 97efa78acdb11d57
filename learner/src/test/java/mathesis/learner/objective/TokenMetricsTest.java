package mathesis.learner.objective;

import static mathesis.learner.objective.LossFixture.batch;
import static mathesis.learner.objective.LossFixture.scores;
import static mathesis.learner.objective.LossFixture.spread;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import mathesis.engine.TokenScores;
import mathesis.learner.GrpoConfig;
import mathesis.learner.PackedBatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: verl's own functions on the same numbers.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TokenMetricsTest {
    private static final double TOLERANCE = 1e-6;
    private static final PackedBatch BATCH = batch(GrpoConfig.PAPER, LossFixture.OLD);

    @Test
    void divergences_are_means_over_tokens() {
        var metrics = measure(BATCH);
        assertEquals(10, metrics.tokens());
        assertEquals(-.015, metrics.k1(), TOLERANCE);
        assertEquals(.054125, metrics.k2(), TOLERANCE);
        assertEquals(.0559922, metrics.k3(), TOLERANCE);
        assertEquals(-.005, metrics.klToSampler(), TOLERANCE);
    }

    @Test
    void divergences_of_single_responses_average_to_verls_mean_over_responses() {
        assertEquals(.0333333, meanOverResponses(TokenMetrics::k1), TOLERANCE);
        assertEquals(.0621875, meanOverResponses(TokenMetrics::k2), TOLERANCE);
        assertEquals(.0641065, meanOverResponses(TokenMetrics::k3), TOLERANCE);
    }

    @Test
    void the_gap_to_the_sampler_is_the_largest_and_the_mean_difference() { // by hand from the fixture
        var metrics = measure(BATCH);
        assertEquals(.5, metrics.gapMax(), TOLERANCE);
        assertEquals(.255, metrics.gapMean(), TOLERANCE);
    }

    @Test
    void micro_batches_add_up_to_the_whole() {
        var whole = measure(BATCH);
        var parts = new TokenMetrics();
        int response = 0;
        for (var part : BATCH.microBatches(12, _ -> true)) { // lengths 7 5 6 4: two parts
            addTo(parts, part, response);
            response += part.sequences();
        }
        assertEquals(whole.tokens(), parts.tokens());
        assertEquals(whole.gapMax(), parts.gapMax());
        assertEquals(whole.gapMean(), parts.gapMean(), TOLERANCE);
        assertEquals(whole.k3(), parts.k3(), TOLERANCE);
    }

    @ParameterizedTest(name = "log(ref / policy) = {0}: k3 = {1}")
    @CsvSource({
        "-.4, .07032",
        ".2, .021403",
        ".3, .049859",
        "-.1, .004837",
        "-.5, .106531",
        ".6, .222119",
        "-.05, .001229",
        "-.3, .040818",
        "1e-9, 5e-19", // the last by hand: x^2 / 2 where the plain formula loses every digit
    })
    void k3_of_single_tokens(double x, double expected) {
        assertEquals(expected, KlTerm.k3(x), Math.min(TOLERANCE, expected * 1e-3));
    }

    @Test
    void without_tokens_or_reference_everything_is_zero() {
        var metrics = new TokenMetrics();
        assertEquals(0, metrics.klToSampler());
        metrics.add(BATCH, new float[0], scores(BATCH));
        assertEquals(0, metrics.k3());
    }

    private static TokenMetrics measure(PackedBatch batch) {
        var metrics = new TokenMetrics();
        addTo(metrics, batch, 0);
        return metrics;
    }

    /// Adds a part of the batch that begins at a response.
    private static void addTo(TokenMetrics metrics, PackedBatch part, int response) {
        int end = response + part.sequences();
        float[] reference_T = spread(part, Arrays.copyOfRange(LossFixture.REFERENCE, response, end));
        float[] logprobs_T = spread(part, Arrays.copyOfRange(LossFixture.NEW, response, end));
        metrics.add(part, reference_T, new TokenScores(logprobs_T, new float[logprobs_T.length]));
    }

    private static double meanOverResponses(ToDoubleFunction<TokenMetrics> value) {
        var responses = BATCH.microBatches(1, _ -> true);
        double sum = 0;
        for (int i = 0; i < responses.size(); i++) {
            var metrics = new TokenMetrics();
            addTo(metrics, responses.get(i), i);
            sum += value.applyAsDouble(metrics);
        }
        return sum / responses.size();
    }
}
