package mathesis.actors.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import mathesis.reward.answer.SolutionJudge;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.suite.RowPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis grade`: whether predictions and solutions state their reference answers.
@Command(
        name = "grade",
        description = {
            "Decide whether answers mean the same as their reference answers.",
            "Reads {\"id\",\"gold\",\"pred\"} or {\"id\",\"gold\",\"solution\"} and adds \"verdict\", \"reason\" and"
                    + " \"answer\": the final answer that was found. A row's \"kind\" picks where answers are looked"
                    + " for, its \"params\" how they are compared.",
            "Verdicts: EQUAL, DIFFERENT, NO_ANSWER, UNDECIDED, UNPARSEABLE_GOLD, and FAILED where grading broke. Where"
                    + " rows carry a label (\"equal\" or \"is_correct\"), agreement with it is reported."
        })
final class GradeCommand implements Callable<Integer> {
    private static final int LONGEST_REASON = 200;

    private CommandSpec spec;

    @Mixin
    private JsonlOptions files;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            converter = PolicyNames.class,
            description = "Grade every row this way, whatever its kind. Without it a row's kind decides; rows without"
                    + " one are graded as text (predictions) or default (solutions).")
    private String policy;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            converter = NumberConverters.Positive.class,
            description = "Threads that grade; verdicts and their order do not depend on it (default: 1).")
    private int threads;

    /// Judges by what they are made from: few, and dear to make again for each row.
    private final Map<Recipe, SolutionJudge> judges = new ConcurrentHashMap<>();

    private record Recipe(RowPolicy policy, EquivalencePolicy equivalence) {}

    /// Also describes the policies in the help's last lines.
    @Spec
    void spec(CommandSpec command) {
        spec = command;
        PolicyNames.describe(command, "Policies");
    }

    @Override
    public Integer call() throws IOException {
        var commandLine = spec.commandLine();
        var reader = new JsonLinesReader(files.input, files.onBadLine, commandLine.getErr());
        var progress = Progress.of(commandLine.getErr(), "grading");
        var report = new GradingReport();
        try (var writer = new JsonLinesWriter(files.output);
                var work = new OrderedWork<GradingRow, GradedRow>(threads, this::grade, graded -> {
                    writer.write(graded.json());
                    report.count(graded);
                    progress.advance();
                })) {
            reader.forEach(line -> work.add(GradingRow.of(line, Optional.ofNullable(policy))));
            work.finish();
        } finally {
            progress.finish();
        }
        reader.reportSkipped();
        report.print(commandLine.getOut());
        return CommandLines.DONE;
    }

    /// A row that breaks grading fails alone.
    private GradedRow grade(GradingRow row) {
        try {
            var judge = judges.computeIfAbsent(
                    new Recipe(row.policy(), row.equivalence()), recipe -> recipe.policy.judge(recipe.equivalence));
            return GradedRow.of(row, judge.judge(row.question(), row.gold(), row.solution()));
        } catch (RuntimeException e) {
            var reason = e.toString();
            return new GradedRow(
                    row, GradedRow.FAILED, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), "");
        }
    }
}
