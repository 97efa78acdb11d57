package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import mathesis.reward.model.LabelledSequence;
import mathesis.reward.model.LabelledSolution;
import mathesis.reward.model.RewardModel;
import mathesis.reward.model.RewardModelTrainer;
import mathesis.reward.model.RewardModelTrainer.Objective;
import mathesis.reward.model.StepLabels.Estimation;
import mathesis.reward.model.Supervision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis reward-model score`: what a reward model thinks of solutions, and how often it is right.
@Command(
        name = "score",
        description = {
            "Judge solutions with a reward model.",
            "Reads {\"question\",\"solution\"} or {\"question\",\"steps\"} and adds {\"score\"}, the probability that"
                    + " the solution is right; of a process model also {\"step_scores\",\"step_ends\"} (score is the"
                    + " lowest of them; an end is the index of the step's last token in the solution).",
            "Where rows carry labels, as train reads them, it reports how well the scores agree with them."
        })
final class RewardScoreCommand implements Callable<Integer> {
    private static final int BATCH_TOKENS = 4096;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            converter = PathConverters.ExistingFolder.class,
            description = "A folder that reward-model train wrote.")
    private Path folder;

    @Mixin
    private JsonlOptions files;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "Report first errors at this threshold too (default: those of the model and 0.5).")
    private Double threshold;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = NumberConverters.Positive.class,
            description = "CPU threads (default: one for each core). Results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /// A line with what is asked of the model; nothing where it does not fit.
    private record Row(JsonLine line, LabelledSolution solution, List<LabelledSequence> sequence, String problem) {}

    @Override
    public Integer call() throws IOException {
        var reader = new JsonLinesReader(
                files.input, files.onBadLine, spec.commandLine().getErr());
        try (var model = RewardModel.load(folder, threads)) {
            var card = model.card();
            var rows = new SolutionRows(card.supervision(), card.splitter(), Estimation.HARD);
            var all = new ArrayList<Row>();
            reader.forEach(line -> all.add(row(line, rows.solution(line), model)));
            var report =
                    new RewardReport(card, threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold));
            score(model, all, report);
            report.lines().forEach(spec.commandLine().getOut()::println);
        }
        reader.reportSkipped();
        return CommandLines.DONE;
    }

    private static Row row(JsonLine line, LabelledSolution solution, RewardModel model) {
        try {
            var sequence = model.encoder().encode(solution, model.card().supervision());
            return new Row(line, solution, List.of(sequence), "");
        } catch (IllegalArgumentException e) {
            return new Row(line, solution, List.of(), e.getMessage());
        }
    }

    private void score(RewardModel model, List<Row> rows, RewardReport report) throws IOException {
        var progress = Progress.of(spec.commandLine().getErr(), "scoring", rows.size());
        var scorable = rows.stream().flatMap(row -> row.sequence().stream()).toList();
        var batches = RewardModelTrainer.batches(scorable, BATCH_TOKENS, Objective.CROSS_ENTROPY)
                .iterator();
        var scores = new ArrayList<double[]>().iterator();
        try (var writer = new JsonLinesWriter(files.output)) {
            for (var row : rows) {
                var answer = row.line().json().deepCopy();
                if (row.sequence().isEmpty()) {
                    report.leftOut(row.problem());
                    answer.put("error", row.problem());
                } else {
                    if (!scores.hasNext()) {
                        scores = Arrays.asList(model.values(batches.next())).iterator();
                    }
                    fill(answer, row, scores.next(), model, report);
                }
                writer.write(answer);
                progress.advance();
            }
        } finally {
            progress.finish();
        }
    }

    private static void fill(ObjectNode answer, Row row, double[] scores, RewardModel model, RewardReport report) {
        double lowest = Arrays.stream(scores).min().orElseThrow();
        answer.put("score", lowest);
        SolutionRows.right(row.line()).ifPresent(right -> report.outcome(lowest, right));
        if (model.card().supervision() == Supervision.PROCESS) {
            int prompt = model.encoder().prompt(row.solution().question()).length;
            var stepScores = answer.putArray("step_scores");
            var ends = answer.putArray("step_ends");
            for (int i = 0; i < scores.length; i++) {
                stepScores.add(scores[i]);
                ends.add(row.sequence().getFirst().positions()[i] - prompt);
            }
            report.steps(scores, row.solution());
        }
    }
}
