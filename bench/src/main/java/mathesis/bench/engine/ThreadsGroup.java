package mathesis.bench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mathesis.bench.measure.Crew;
import mathesis.bench.measure.ForeignProcess;
import mathesis.bench.measure.OtherLoad;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Sample;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Row;

/// Several threads over one by the clock on the wall, on the machine as it is and with another process on one core.
final class ThreadsGroup {
    private static final int BATCH = 16;
    private static final int PROMPT = 32;
    private static final int NEW_TOKENS = 64;

    private ThreadsGroup() {}

    static List<Measurement> of(Setup setup) {
        var all = new ArrayList<Measurement>();
        if (setup.threads() < 2) {
            return all;
        }
        for (var shape : setup.smallShapes()) {
            all.add(new Measurement("threads, sampling " + shape.label(), () -> sampling(setup, shape)));
            all.add(new Measurement("threads, training " + shape.label(), () -> training(setup, shape)));
        }
        return all;
    }

    private static List<Row> sampling(Setup setup, Shape shape) {
        int threads = setup.threads();
        try (var model = new Model(shape, 1);
                var crew = new Crew(threads)) {
            var samplers = new ArrayList<Decoding>();
            for (int i = 0; i < threads; i++) {
                samplers.add(crew.on(
                        i, () -> Decoding.ofPrompts(model.transformer(), NEW_TOKENS, model.prompts(BATCH, PROMPT))));
            }
            var all = samplers.stream().map(sampler -> (Runnable) sampler::run).toList();
            var rows = rows(
                    setup, "sampling " + shape.label(), crew.together(all.subList(0, 1)), crew.together(all), threads);
            IntStream.range(0, threads)
                    .forEach(i -> crew.on(i, () -> {
                        samplers.get(i).close();
                        return i;
                    }));
            return rows;
        }
    }

    private static List<Row> training(Setup setup, Shape shape) {
        try (var crew = new Crew(1);
                var one = new Training(shape, 1);
                var several = new Training(shape, setup.threads())) {
            return rows(
                    setup,
                    "training " + shape.label(),
                    crew.together(List.of(one::step)),
                    crew.together(List.of(several::step)),
                    1);
        }
    }

    /// @param work how much more the several threads do
    private static List<Row> rows(Setup setup, String name, Timed one, Timed several, double work) {
        var rows = new ArrayList<Row>();
        String label = name + ", " + setup.threads() + " threads";
        var load = OtherLoad.start();
        var quiet = Rounds.of(setup.pace(), one, several);
        var oneSeconds = quiet.getFirst();
        rows.add(row(label, oneSeconds.over(quiet.getLast()).map(r -> r * work), 1.8)
                .others(load.cores(0)));
        try (var foreign = new ForeignProcess()) {
            var crowdedLoad = OtherLoad.start();
            double before = foreign.cpuSeconds();
            var crowded = Rounds.of(setup.pace(), several).getFirst();
            double median = oneSeconds.median();
            rows.add(row(label + " + foreign process", crowded.map(seconds -> work * median / seconds), 0.8)
                    .others(crowdedLoad.cores(foreign.cpuSeconds() - before)));
        }
        return rows;
    }

    private static Row row(String label, Sample ratio, double bar) {
        return Row.of(label, ratio, "times 1 thread").bar(new Bar.AtLeast(bar, true));
    }
}
