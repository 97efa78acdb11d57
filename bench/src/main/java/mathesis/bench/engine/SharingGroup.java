package mathesis.bench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Sample;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Row;

/// What a group gains when its samples share the keys and values of their prompt.
final class SharingGroup {
    private static final int SAMPLES = 16;
    private static final int PROMPT = 128;
    private static final int NEW_TOKENS = 96;

    private SharingGroup() {}

    static List<Measurement> of(Setup setup) {
        return setup.shapes().stream()
                .map(shape -> new Measurement("group " + shape.label(), () -> List.of(row(setup, shape))))
                .toList();
    }

    private static Row row(Setup setup, Shape shape) {
        try (var model = new Model(shape, 1);
                var together = new Decoding(model.transformer(), SAMPLES, NEW_TOKENS);
                var apart = new Decoding(model.transformer(), SAMPLES, NEW_TOKENS)) {
            int[] prompt = model.tokens(7, PROMPT);
            var copies = new int[SAMPLES][];
            Arrays.fill(copies, prompt);
            var seconds = Rounds.of(
                    setup.pace(), Timed.cpu(() -> sample(together, prompt)), Timed.cpu(() -> sample(apart, copies)));
            requireSame(shape, together, apart);
            return Row.of(
                            shape.label() + ", shared over unshared",
                            seconds.getLast().over(seconds.getFirst()),
                            "times")
                    .bar(new Bar.AtLeast(1.5, false))
                    .note(rates(seconds));
        }
    }

    private static String rates(List<Sample> seconds) {
        double tokens = SAMPLES * NEW_TOKENS;
        return String.format(
                Locale.ROOT,
                "%,.0f tok/s shared, %,.0f unshared; same tokens, log-probabilities equal bit by bit",
                seconds.getFirst().rate(tokens).median(),
                seconds.getLast().rate(tokens).median());
    }

    private static void sample(Decoding decoding, int[]... prompts) {
        decoding.prefill(prompts);
        decoding.run();
        decoding.forgetPrompts();
    }

    private static void requireSame(Shape shape, Decoding together, Decoding apart) {
        if (!Arrays.deepEquals(together.drawn(), apart.drawn())
                || !Arrays.deepEquals(together.logprobs(), apart.logprobs())) {
            throw new IllegalStateException("a group of the " + shape.label()
                    + " model that shares its prompt drew other tokens than one that does not");
        }
    }
}
