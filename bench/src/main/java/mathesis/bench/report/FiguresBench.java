package mathesis.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mathesis.bench.measure.FmaPeak;
import mathesis.bench.measure.OtherLoad;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;

/// One run of a benchmark whose groups list their figures.
public final class FiguresBench {
    private final List<Group> plan;
    private final MachineInfo machine;
    private final long start = System.nanoTime();

    /// Figures under one heading.
    ///
    /// @param label   name of the group on the command line
    /// @param heading what its figures are, in a line
    public record Group(String label, String heading, List<Figures> figures) {}

    /// Measures the machine's peak for the report's head, nothing else yet.
    public FiguresBench(List<Group> plan) {
        this.plan = List.copyOf(plan);
        var peak = Rounds.of(Pace.QUICK, Timed.cpu(new FmaPeak())).getFirst().rate(FmaPeak.FLOPS);
        machine = MachineInfo.here(peak.median());
    }

    /// The machine that the figures are taken on.
    public MachineInfo machine() {
        return machine;
    }

    /// Number of measurements, for a progress line.
    public int measurements() {
        return plan.stream().mapToInt(group -> group.figures().size()).sum();
    }

    /// Measures everything.
    ///
    /// @param beginning hears the name of each measurement before it is taken
    /// @param finished  hears of each group when it is done
    public Report run(Consumer<String> beginning, Consumer<Section> finished) {
        var sections = new ArrayList<Section>();
        for (var group : plan) {
            var rows = new ArrayList<Row>();
            for (var figures : group.figures()) {
                beginning.accept(figures.name());
                rows.addAll(watched(figures));
            }
            var section = new Section(group.label(), group.heading(), rows);
            sections.add(section);
            finished.accept(section);
        }
        return new Report(machine, sections, (System.nanoTime() - start) / 1e9);
    }

    /// Timed rows are told what other processes did meanwhile.
    private static List<Row> watched(Figures figures) {
        var load = OtherLoad.start();
        var rows = figures.take().get();
        var others = load.cores(0);
        return rows.stream()
                .map(row -> row.spread().isPresent() ? row.others(others) : row)
                .toList();
    }
}
