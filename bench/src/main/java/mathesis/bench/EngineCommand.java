package mathesis.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import mathesis.actors.cli.CommandLines;
import mathesis.bench.engine.EngineBench;
import mathesis.bench.engine.Group;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Report;
import mathesis.bench.report.ReportJson;
import mathesis.bench.report.Section;
import mathesis.bench.report.SectionTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `mathesis bench engine`: the proof of speed of the CPU engine.
@Command(
        name = "engine",
        description = {
            "Measure the CPU engine: every figure beside the limit of this machine and the bar to reach.",
            "Close other programs first: a column says what they used, and figures taken beside them are worth less."
        })
final class EngineCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1024;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document instead of tables.")
    private boolean json;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "GROUP",
            converter = GroupConverter.class,
            description = "Groups to measure, with commas between them: machine, gemm, decode, group, train, threads,"
                    + " elementwise, steady, identity, memory. All if not given.")
    private List<Group> only = List.of();

    @Option(
            names = "--quick",
            description = "Measure for a moment only, without the 15M shape: to see what is broken, not to compare.")
    private boolean quick;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Seconds for each piece of work after its warm-up; 1.5, with --quick 0.15.")
    private Double seconds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of the figures that compare several with one. Default: ${DEFAULT-VALUE}.")
    private int threads;

    static final class GroupConverter implements ITypeConverter<Group> {
        @Override
        public Group convert(String label) {
            try {
                return Group.named(label);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() {
        var pace = pace();
        require(
                threads >= 1 && threads <= MOST_THREADS,
                "--threads is " + threads + "; must lie in 1 to " + MOST_THREADS);
        var progress = new BenchProgress(spec.commandLine().getErr());
        progress.show("warming up; limits of the machine");
        var bench = new EngineBench(groups(), pace, quick, threads);
        progress.expect(bench.measurements());
        var out = spec.commandLine().getOut();
        if (!json) {
            out.println(bench.machine().text());
        }
        var report = bench.run(progress::next, section -> table(out, progress, section));
        progress.finish();
        print(out, report);
        return CommandLines.DONE;
    }

    private Pace pace() {
        var pace = quick ? Pace.QUICK : Pace.FULL;
        if (seconds == null) {
            return pace;
        }
        require(seconds > 0 && seconds <= 3600, "--seconds is " + seconds + "; must lie in (0, 3600]");
        return pace.withSeconds(seconds);
    }

    private Collection<Group> groups() {
        return only.isEmpty() ? EnumSet.allOf(Group.class) : EnumSet.copyOf(only);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private void table(PrintWriter out, BenchProgress progress, Section section) {
        if (!json) {
            progress.finish();
            out.println();
            SectionTable.lines(section).forEach(out::println);
        }
    }

    private void print(PrintWriter out, Report report) {
        if (json) {
            out.println(ReportJson.text(report));
        } else {
            out.println(report.summary());
        }
    }
}
