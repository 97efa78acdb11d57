package mathesis.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import mathesis.actors.cli.CommandLines;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.DataFolder;
import mathesis.bench.report.FiguresBench;
import mathesis.bench.report.ReportJson;
import mathesis.bench.report.Section;
import mathesis.bench.report.SectionTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// Options of the benchmarks over data that others labelled, and their run.
final class FiguresOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document instead of tables.")
    private boolean json;

    @Option(names = "--quick", description = "Measure speeds for a moment only: to see what is broken.")
    private boolean quick;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with a folder for each data set; rows of files that are not there say so (default:"
                    + " ../shared/data beside the project).")
    private Path data;

    DataFolder folder() {
        return data == null ? DataFolder.besideTheProject() : new DataFolder(data);
    }

    Pace pace() {
        return quick ? Pace.QUICK : Pace.FULL;
    }

    /// Measures and prints; returns the exit code.
    int run(FiguresBench bench) {
        var out = spec.commandLine().getOut();
        var progress = new BenchProgress(spec.commandLine().getErr());
        progress.expect(bench.measurements());
        if (!json) {
            out.println(bench.machine().text());
        }
        var report = bench.run(progress::next, section -> table(out, progress, section));
        progress.finish();
        out.println(json ? ReportJson.text(report, spec.name()) : report.barsMet());
        return CommandLines.DONE;
    }

    private void table(PrintWriter out, BenchProgress progress, Section section) {
        if (!json) {
            progress.finish();
            out.println();
            SectionTable.lines(section).forEach(out::println);
        }
    }
}
