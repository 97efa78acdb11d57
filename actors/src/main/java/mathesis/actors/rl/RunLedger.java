package mathesis.actors.rl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mathesis.actors.Settings;
import mathesis.actors.node.WholeFile;
import mathesis.actors.rl.RunController.Trained;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.engine.tensor.OffHeap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a run leaves in writing: metrics, the groups trained on, evaluations and the summary. Tells the listener of
/// each. Knows the totals, those of earlier lives of the run included. Used by one thread at a time.
final class RunLedger {
    private static final Logger LOG = LoggerFactory.getLogger(RunLedger.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunFolder folder;
    private final Settings settings;
    private final RlListener listener;
    private final long doneSteps;
    private final JsonLog metrics;
    private final JsonLog trained;
    private final JsonLog evaluations;
    private final Map<Long, Double> accuracies = new LinkedHashMap<>();
    private int heldOut;
    private double seconds;
    private long tokensSampled;
    private long tokensTrained;
    private long groupsTrained;
    private long groupsLost;
    private long step;

    /// Cuts the files back to the steps that a checkpoint holds, so that no step is in them twice.
    RunLedger(RunFolder folder, Settings settings, long doneSteps, RlListener listener) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.listener = listener;
        this.doneSteps = doneSteps;
        this.step = doneSteps;
        this.metrics = new JsonLog(folder.metrics());
        this.trained = new JsonLog(folder.trained());
        this.evaluations = new JsonLog(folder.evaluations());
        metrics.cutBackTo(doneSteps).forEach(this::count);
        trained.cutBackTo(doneSteps);
        for (var line : evaluations.cutBackTo(doneSteps)) {
            accuracies.put(line.path("step").asLong(), line.path("accuracy").asDouble());
            heldOut = line.path("held_out").asInt();
        }
    }

    /// Whether the policy after this step has been evaluated.
    boolean hasEvaluated(long atStep) {
        return accuracies.containsKey(atStep);
    }

    void started(int replayed) {
        listener.on(new RlEvent.Started(folder.root(), doneSteps, settings.run().steps(), replayed));
        SamplerGap.note(settings).ifPresent(note -> {
            LOG.info(note);
            listener.on(new RlEvent.Noted(note));
        });
    }

    void lost(long atStep, String problemId, LostGroup group) {
        listener.on(new RlEvent.Lost(atStep, problemId, group));
    }

    void evaluated(Evaluation evaluation) {
        accuracies.put(evaluation.step(), evaluation.accuracy());
        heldOut = evaluation.solutions().size();
        writeSolutions(evaluation);
        var line = new LinkedHashMap<String, Object>();
        line.put("step", evaluation.step());
        line.put("accuracy", evaluation.accuracy());
        line.put("correct", evaluation.correct());
        line.put("held_out", heldOut);
        evaluations.append(line);
        listener.on(new RlEvent.Evaluated(evaluation));
    }

    void stepped(Trained done, Map<Phase, Double> phases, Optional<Evaluation> evaluation) {
        var step = metricsOf(done, phases, evaluation);
        this.step = step.step();
        seconds += step.seconds();
        tokensSampled += step.tokensSampled();
        tokensTrained += step.tokensTrained();
        groupsTrained += step.trained().size();
        groupsLost += step.lost().size();
        trained.append(MetricsLine.trained(step));
        var accuracy =
                evaluation.isPresent() ? OptionalDouble.of(evaluation.get().accuracy()) : OptionalDouble.empty();
        metrics.append(MetricsLine.metrics(step, seconds, accuracy));
        if (done.outcome() instanceof StepOutcome.Quarantined(var reason)) {
            listener.on(new RlEvent.Quarantined(done.step(), done.groupIds(), reason));
        }
        listener.on(new RlEvent.Stepped(step));
    }

    void saved(long atStep, Path checkpoint) {
        listener.on(new RlEvent.CheckpointSaved(atStep, checkpoint));
    }

    /// Writes the summary of a run that is over.
    RunSummary summary(String weightsSha256, Path model) {
        var summary = new RunSummary(
                accuracyAt(0),
                accuracyAt(step),
                heldOut,
                step,
                seconds,
                settings.seed(),
                tokensSampled,
                tokensTrained,
                groupsTrained,
                groupsLost,
                OffHeap.peakBytes(),
                weightsSha256,
                model);
        try {
            WholeFile.write(
                    folder.summary(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(summary)) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(folder.summary() + " cannot be written: " + e.getMessage(), e);
        }
        listener.on(new RlEvent.Finished(summary));
        return summary;
    }

    private Map<String, Object> json(RunSummary summary) {
        var json = new LinkedHashMap<String, Object>();
        summary.accuracyBefore().ifPresent(accuracy -> json.put("accuracy_before", accuracy));
        summary.accuracyAfter().ifPresent(accuracy -> json.put("accuracy_after", accuracy));
        json.put("held_out", summary.heldOut());
        json.put("steps", summary.steps());
        json.put("seconds", summary.seconds());
        json.put("seed", summary.seed());
        json.put("tokens_sampled", summary.tokensSampled());
        json.put("tokens_trained", summary.tokensTrained());
        json.put("groups_trained", summary.groupsTrained());
        json.put("groups_lost", summary.groupsLost());
        json.put("engine_memory_peak_bytes", summary.peakMemory());
        json.put("rollout_weights", SamplerGap.word(settings.rollout().weights()));
        json.put("correction", SamplerGap.word(settings.grpo().variant().correction()));
        json.put("weights_sha256", summary.weightsSha256());
        json.put("model", summary.model().toString());
        return json;
    }

    private static StepMetrics metricsOf(Trained done, Map<Phase, Double> phases, Optional<Evaluation> evaluation) {
        var report = Optional.of(done.outcome())
                .filter(StepOutcome.Learned.class::isInstance)
                .map(outcome -> ((StepOutcome.Learned) outcome).report());
        double seconds =
                phases.values().stream().mapToDouble(Double::doubleValue).sum();
        return new StepMetrics(
                done.step(),
                report,
                trouble(done.outcome()),
                seconds,
                phases,
                done.tokensSampled(),
                report.map(r -> r.tokensTrained()).orElse(0L),
                report.isPresent() ? done.groupIds() : List.of(),
                lost(done),
                evaluation);
    }

    private static Optional<String> trouble(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Learned _ -> Optional.empty();
            case StepOutcome.Quarantined(var reason) -> Optional.of(reason);
            case StepOutcome.Empty(var reason) -> Optional.of(reason);
        };
    }

    /// Groups of a quarantined batch are named as lost.
    private static List<LostGroup> lost(Trained done) {
        if (!(done.outcome() instanceof StepOutcome.Quarantined(var reason))) {
            return done.lost();
        }
        var lost = new ArrayList<>(done.lost());
        done.groupIds().forEach(id -> lost.add(new LostGroup(id, "quarantined: " + reason)));
        return lost;
    }

    private void writeSolutions(Evaluation evaluation) {
        var text = new StringBuilder();
        try {
            for (var solution : evaluation.solutions()) {
                var line = new LinkedHashMap<String, Object>();
                line.put("id", solution.problem().id());
                line.put("question", solution.problem().question());
                line.put("answer", solution.problem().answer());
                line.put("solution", solution.text());
                line.put("found", solution.answer());
                line.put("correct", solution.correct());
                text.append(JSON.writeValueAsString(line)).append('\n');
            }
            WholeFile.write(folder.solutions(evaluation.step()), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the solutions of step " + evaluation.step() + " cannot be written", e);
        }
    }

    private OptionalDouble accuracyAt(long atStep) {
        var accuracy = accuracies.get(atStep);
        return accuracy == null ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
    }

    private void count(JsonNode line) {
        seconds += line.path(MetricsLine.SECONDS).asDouble();
        tokensSampled += line.path(MetricsLine.SAMPLED).asLong();
        tokensTrained += line.path(MetricsLine.TRAINED).asLong();
        groupsTrained += line.path(MetricsLine.GROUPS).asLong();
        groupsLost += line.path(MetricsLine.LOST).asLong();
    }
}
