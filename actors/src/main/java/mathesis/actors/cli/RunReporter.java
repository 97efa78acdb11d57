package mathesis.actors.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import mathesis.actors.rl.Evaluation;
import mathesis.actors.rl.Phase;
import mathesis.actors.rl.RlEvent;
import mathesis.actors.rl.RlListener;
import mathesis.actors.rl.StepMetrics;

/// Prints a run while it goes on, a line a step.
final class RunReporter implements RlListener {
    private final PrintWriter out;
    private final PrintWriter err;
    private final StepTable table = new StepTable();

    RunReporter(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void on(RlEvent event) {
        switch (event) {
            case RlEvent.Started started -> greet(started);
            case RlEvent.Noted(var note) -> out.println(note);
            case RlEvent.Evaluated(var evaluation) -> announce(evaluation);
            case RlEvent.Stepped(var metrics) -> print(metrics);
            case RlEvent.Lost lost ->
                err.println(
                        "step " + lost.step() + ": lost group " + lost.group().groupId() + " (problem "
                                + lost.problemId() + "): " + lost.group().reason());
            case RlEvent.Quarantined quarantined ->
                err.println("step " + quarantined.step() + ": " + quarantined.reason()
                        + "; the weights are as they were, the groups are "
                        + String.join(", ", quarantined.groupIds()));
            case RlEvent.CheckpointSaved _, RlEvent.Finished _ -> {} // in the metrics and in the report at the end
        }
    }

    private void greet(RlEvent.Started started) {
        out.println(
                started.fromStep() == 0
                        ? "Run folder " + started.folder() + ", " + started.steps() + " steps"
                        : "Run folder " + started.folder() + ", going on after step " + started.fromStep() + " of "
                                + started.steps() + " with " + started.replayed() + " groups from the journal");
    }

    private void announce(Evaluation evaluation) {
        if (evaluation.step() == 0) { // later ones stand in the line of their step
            out.println(String.format(
                    Locale.ROOT,
                    "Held-out accuracy before: %.1f %% of %,d problems",
                    100 * evaluation.accuracy(),
                    evaluation.solutions().size()));
            out.flush();
        }
    }

    private void print(StepMetrics metrics) {
        if (metrics.report().isEmpty()) {
            err.println("step " + metrics.step() + " trained on nothing: "
                    + metrics.trouble().orElse("no group"));
            return;
        }
        table.lines(row(metrics)).forEach(out::println);
        out.flush();
    }

    private static StepTable.Row row(StepMetrics metrics) {
        var report = metrics.report().orElseThrow();
        var phases = metrics.phases();
        return new StepTable.Row(
                metrics.step(),
                report.rewardMean(),
                metrics.evaluation().map(e -> OptionalDouble.of(e.accuracy())).orElse(OptionalDouble.empty()),
                report.klToReference(),
                report.entropy(),
                report.completionLengthMean(),
                report.learnerSamplerGapMax(),
                rate(metrics.tokensSampled(), phases.getOrDefault(Phase.SAMPLE, 0.0)),
                rate(metrics.tokensTrained(), phases.getOrDefault(Phase.LEARN, 0.0)),
                metrics.seconds(),
                grouped(phases));
    }

    /// The phases under few enough names for a line, in the order of the work.
    private static Map<String, Double> grouped(Map<Phase, Double> phases) {
        var grouped = new LinkedHashMap<String, Double>();
        List.of("sample", "grade", "move", "learn", "eval", "save", "idle").forEach(name -> grouped.put(name, 0.0));
        phases.forEach((phase, seconds) -> grouped.merge(name(phase), seconds, Double::sum));
        return grouped;
    }

    private static String name(Phase phase) {
        return switch (phase) {
            case SAMPLE -> "sample";
            case GRADE -> "grade";
            case JOURNAL, TRANSPORT, WEIGHTS -> "move";
            case LEARN -> "learn";
            case EVALUATE -> "eval";
            case CHECKPOINT -> "save";
            case IDLE -> "idle";
        };
    }

    private static double rate(long tokens, double seconds) {
        return seconds > 0 ? tokens / seconds : 0;
    }
}
