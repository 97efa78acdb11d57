package mathesis.bench;

import java.util.concurrent.Callable;
import mathesis.bench.grade.GradeBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `mathesis bench grade`: how right and how fast answers are graded.
@Command(
        name = "grade",
        description = {
            "Measure the grader: agreement with labels that others gave, false positives, speed of one core, each"
                    + " beside the bar to reach.",
            "Speeds are per CPU-second of one thread. Data: grader-dev/ and math/."
        })
final class GradeBenchCommand implements Callable<Integer> {
    @Mixin
    private FiguresOptions options;

    @Override
    public Integer call() {
        return options.run(GradeBench.over(options.folder(), options.pace()));
    }
}
