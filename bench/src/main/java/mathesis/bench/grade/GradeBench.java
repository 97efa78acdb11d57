package mathesis.bench.grade;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mathesis.bench.measure.FmaPeak;
import mathesis.bench.measure.OtherLoad;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.MachineInfo;
import mathesis.bench.report.Report;
import mathesis.bench.report.Row;
import mathesis.bench.report.Section;

/// One run of `mathesis bench grade`.
public final class GradeBench {
    private final Map<GradeGroup, List<Figures>> plan = new EnumMap<>(GradeGroup.class);
    private final MachineInfo machine;
    private final long start = System.nanoTime();

    /// Plans all groups over this data.
    public GradeBench(GradeData data, Pace pace) {
        var peak = Rounds.of(Pace.QUICK, Timed.cpu(new FmaPeak())).getFirst().rate(FmaPeak.FLOPS);
        machine = MachineInfo.here(peak.median());
        for (var group : GradeGroup.values()) {
            plan.put(group, group.figures(data, pace));
        }
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
        plan.forEach((group, all) -> {
            var rows = new ArrayList<Row>();
            for (var figures : all) {
                beginning.accept(figures.name());
                var load = OtherLoad.start();
                var taken = figures.take().get();
                var others = load.cores(0);
                taken.forEach(row -> rows.add(row.spread().isPresent() ? row.others(others) : row));
            }
            var section = new Section(group.label(), group.heading(), rows);
            sections.add(section);
            finished.accept(section);
        });
        return new Report(machine, sections, (System.nanoTime() - start) / 1e9);
    }
}
