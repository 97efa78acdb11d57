package mathesis.bench.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mathesis.bench.measure.OtherLoad;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.MachineInfo;
import mathesis.bench.report.Report;
import mathesis.bench.report.Row;
import mathesis.bench.report.Section;

/// One run of `mathesis bench engine`: measures groups of figures in their order.
public final class EngineBench {
    private static final double WARM_UP_SECONDS = 12;
    private static final double QUICK_WARM_UP_SECONDS = 4;

    private final Setup setup;
    private final Map<Group, List<Measurement>> plan = new LinkedHashMap<>();
    private final MachineInfo machine;
    private final long start = System.nanoTime();

    /// Warms the kernels up and measures the limits that everything is held against; takes some seconds.
    public EngineBench(Collection<Group> groups, Pace pace, boolean quick, int threads) {
        if (groups.stream().anyMatch(Group::runsModels)) {
            WarmUp.run(quick ? QUICK_WARM_UP_SECONDS : WARM_UP_SECONDS);
        }
        var limits = Limits.measured(pace);
        setup = new Setup(pace, quick, threads, limits);
        machine = MachineInfo.here(limits.flopsPerSecond());
        groups.forEach(group -> plan.put(group, group.measurements(setup)));
    }

    /// The machine that the figures are taken on.
    public MachineInfo machine() {
        return machine;
    }

    /// Number of measurements, for a progress line.
    public int measurements() {
        return plan.values().stream().mapToInt(List::size).sum();
    }

    /// Measures everything.
    ///
    /// @param beginning hears the name of each measurement before it is taken
    /// @param finished  hears of each group when it is done
    public Report run(Consumer<String> beginning, Consumer<Section> finished) {
        var sections = new ArrayList<Section>();
        plan.forEach((group, measurements) -> {
            var rows = new ArrayList<Row>();
            for (var measurement : measurements) {
                beginning.accept(measurement.name());
                rows.addAll(watched(measurement));
            }
            var section = new Section(group.label(), group.heading(), rows);
            sections.add(section);
            finished.accept(section);
        });
        return new Report(machine, sections, (System.nanoTime() - start) / 1e9);
    }

    /// Timed rows that did not watch the machine themselves are told what it did meanwhile.
    private static List<Row> watched(Measurement measurement) {
        var load = OtherLoad.start();
        var rows = measurement.take().get();
        var others = load.cores(0);
        return rows.stream()
                .map(row -> row.others().isPresent() || row.spread().isEmpty() ? row : row.others(others))
                .toList();
    }
}
