package mathesis.bench.engine;

import java.util.ArrayList;
import java.util.List;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Sample;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Row;

/// Sampling with keys and values cached: each sequence with a prompt of its own, in batches of 1, 16 and 64.
final class DecodeGroup {
    private static final int PROMPT = 32;
    private static final int NEW_TOKENS = 64;
    private static final double CONTEXT = PROMPT + NEW_TOKENS / 2.0;

    /// A batch and what it has to reach: 0 where nobody said.
    ///
    /// @param bar      tokens per CPU-second, from the issue
    /// @param llamaCpp what llama.cpp reached in 32-bit floats where the bars were set
    private record Batch(Shape shape, int size, double bar, double llamaCpp) {}

    private static final List<Batch> BATCHES = List.of(
            new Batch(Shape.M15, 1, 190, 142),
            new Batch(Shape.M15, 16, 1600, 312),
            new Batch(Shape.M15, 64, 2200, 317),
            new Batch(Shape.M3, 1, 1900, 1033),
            new Batch(Shape.M3, 16, 9000, 1232),
            new Batch(Shape.M3, 64, 9000, 1291),
            new Batch(Shape.M1, 1, 0, 0),
            new Batch(Shape.M1, 16, 0, 0),
            new Batch(Shape.M1, 64, 20_000, 0));

    private DecodeGroup() {}

    static List<Measurement> of(Setup setup) {
        return setup.shapes().stream()
                .map(shape -> new Measurement("decode " + shape.label(), () -> rows(setup, shape, batches(shape))))
                .toList();
    }

    private static List<Batch> batches(Shape shape) {
        return BATCHES.stream().filter(batch -> batch.shape == shape).toList();
    }

    private static List<Row> rows(Setup setup, Shape shape, List<Batch> batches) {
        var running = new ArrayList<Decoding>();
        try (var model = new Model(shape, 1)) {
            for (var batch : batches) {
                running.add(Decoding.ofPrompts(model.transformer(), NEW_TOKENS, model.prompts(batch.size, PROMPT)));
            }
            var samples = Rounds.of(
                    setup.pace(),
                    running.stream().map(decoding -> Timed.cpu(decoding::run)).toList());
            running.forEach(Decoding::close);
            var rows = new ArrayList<Row>();
            for (int i = 0; i < batches.size(); i++) {
                rows.add(row(setup, batches.get(i), samples.get(i)));
            }
            return rows;
        }
    }

    /// The first token of each sequence comes with its prompt and is not counted.
    private static Row row(Setup setup, Batch batch, Sample seconds) {
        var config = batch.shape.config();
        double limit = batch.size / Cost.stepSeconds(setup.limits(), config, batch.size, CONTEXT);
        boolean bytes = Cost.boundByBytes(setup.limits(), config, batch.size, CONTEXT);
        var row = Row.of(
                        batch.shape.label() + ", batch " + batch.size,
                        seconds.rate(batch.size * (NEW_TOKENS - 1.0)),
                        "tok/s")
                .against(bytes ? "bytes" : "FLOPs", limit);
        if (batch.llamaCpp > 0) {
            row = row.peer(
                    "llama.cpp, 32-bit floats, as measured where the bars were set, scaled by the FMA peak",
                    setup.scaled(batch.llamaCpp));
        }
        return batch.bar == 0 ? row : row.bar(setup.rate(batch.bar, Cost.decodeFlops(config, CONTEXT)));
    }
}
