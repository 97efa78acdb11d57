package mathesis.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mathesis.actors.cli.CommandLines;
import mathesis.bench.grade.GradeBench;
import mathesis.bench.grade.GradeData;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.ReportJson;
import mathesis.bench.report.Section;
import mathesis.bench.report.SectionTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis bench grade`: how right and how fast answers are graded.
@Command(
        name = "grade",
        description = {
            "Measure the grader: agreement with labels that others gave, false positives, speed of one core, each"
                    + " beside the bar to reach.",
            "Speeds are per CPU-second of one thread."
        })
final class GradeBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document instead of tables.")
    private boolean json;

    @Option(names = "--quick", description = "Measure speeds for a moment only: to see what is broken.")
    private boolean quick;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with grader-dev/ and math/; rows of files that are not there say so (default:"
                    + " ../shared/data beside the project).")
    private Path data;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var progress = new BenchProgress(spec.commandLine().getErr());
        var bench = new GradeBench(
                data == null ? GradeData.besideTheProject() : new GradeData(data), quick ? Pace.QUICK : Pace.FULL);
        progress.expect(bench.measurements());
        if (!json) {
            out.println(bench.machine().text());
        }
        var report = bench.run(progress::next, section -> table(out, progress, section));
        progress.finish();
        out.println(json ? ReportJson.text(report, "grade") : report.barsMet());
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
