package mathesis.actors.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Transformer;
import mathesis.engine.checkpoint.TrainingCheckpoint;
import mathesis.reward.model.LabelledSequence;
import mathesis.reward.model.RewardModelTrainer;
import mathesis.reward.model.RewardModelTrainer.Objective;
import mathesis.reward.model.RewardModelTrainer.Report;

/// A training of a reward model that can be killed at any moment and goes on bit by bit as if it had not been.
///
/// Its folder holds checkpoints, `metrics.jsonl` and the settings; what order the examples come in follows from
/// seed and epoch alone.
final class RewardTraining implements AutoCloseable {
    /// How it trains.
    ///
    /// @param batchTokens     of one update
    /// @param checkpointEvery updates
    record Plan(
            Objective objective, double learningRate, int epochs, int batchTokens, int checkpointEvery, long seed) {}

    /// Hears of updates and of measurements on held-out data.
    interface Listener {
        void stepped(long step, int epoch, Report report, double tokensPerSecond);

        void measured(long step, Report heldOut);
    }

    static final String METRICS = "metrics.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "settings.txt";
    private static final int MEASURE_TOKENS = 8192;

    private final Path folder;
    private final Plan plan;
    private final String settings;
    private final PretrainedModel model;
    private final Transformer transformer;
    private final RewardModelTrainer trainer;
    private long step;
    private int epoch;
    private int batch;

    private RewardTraining(
            Path folder,
            Plan plan,
            String settings,
            PretrainedModel model,
            Optional<TrainingCheckpoint> checkpoint,
            int threads)
            throws IOException {
        this.folder = folder;
        this.plan = plan;
        this.settings = settings;
        this.model = model;
        this.transformer = new Transformer(model.weights(), threads);
        this.trainer = checkpoint.isEmpty()
                ? new RewardModelTrainer(transformer, plan.objective())
                : new RewardModelTrainer(
                        transformer, plan.objective(), checkpoint.get().scalarOptimizer(model.config()));
        this.step = checkpoint.map(TrainingCheckpoint::step).orElse(0L);
        this.epoch = checkpoint.map(found -> number(found, "epoch")).orElse(0);
        this.batch = checkpoint.map(found -> number(found, "batch")).orElse(0);
    }

    private static int number(TrainingCheckpoint checkpoint, String name) {
        return Math.toIntExact((Long) checkpoint.state().get(name));
    }

    /// Goes on with the training that a folder holds, or begins one; nothing is written before [#run].
    ///
    /// @param base     where a new training takes its model from
    /// @param settings that a training begun before must have been begun with
    static RewardTraining open(Path folder, Path base, Plan plan, String settings, int threads) throws IOException {
        var file = folder.resolve(SETTINGS);
        if (Files.exists(file) && !Files.readString(file).equals(settings)) {
            throw new WrongUsageException(folder + " holds a training with other settings (" + file
                    + " names them); give the same, or delete the folder to begin anew");
        }
        var checkpoint = TrainingCheckpoint.newest(folder);
        var model = checkpoint.isPresent()
                ? checkpoint.get().scalarModel()
                : PretrainedModel.loadWithScalarHead(base, plan.seed());
        return new RewardTraining(folder, plan, settings, model, checkpoint, threads);
    }

    PretrainedModel model() {
        return model;
    }

    Transformer transformer() {
        return transformer;
    }

    /// Updates done.
    long steps() {
        return step;
    }

    /// Trains to the end.
    ///
    /// @param units   examples, or pairs of them, that stay together
    /// @param heldOut measured after every epoch; may be empty
    Report run(List<List<LabelledSequence>> units, List<LabelledSequence> heldOut, Listener listener)
            throws IOException {
        Files.createDirectories(folder);
        writeWhole(folder.resolve(SETTINGS), settings);
        cutMetrics();
        var last = RewardModelTrainer.NOTHING;
        while (epoch < plan.epochs()) {
            var batches = batches(units);
            while (batch < batches.size()) {
                trainOn(batches.get(batch++), listener);
                if (step % plan.checkpointEvery() == 0) {
                    checkpoint();
                }
            }
            epoch++;
            batch = 0;
            if (!heldOut.isEmpty()) {
                last = measure(heldOut);
                listener.measured(step, last);
                append(row(step, epoch).put("held_out_loss", last.loss()).put("held_out_accuracy", last.accuracy()));
            }
            checkpoint();
        }
        boolean known = heldOut.isEmpty() || last.labels() > 0; // not when a killed process had done it all
        return known ? last : measure(heldOut);
    }

    private List<List<LabelledSequence>> batches(List<List<LabelledSequence>> units) {
        var order = new ArrayList<>(units);
        Collections.shuffle(order, new Random(plan.seed() * 1_000_003 + epoch));
        var flat = order.stream().flatMap(List::stream).toList();
        return RewardModelTrainer.batches(flat, plan.batchTokens(), plan.objective());
    }

    private void trainOn(List<LabelledSequence> sequences, Listener listener) throws IOException {
        long start = System.nanoTime();
        var report = trainer.step(sequences, plan.learningRate());
        step++;
        double perSecond = report.tokens() / ((System.nanoTime() - start) / 1e9);
        listener.stepped(step, epoch, report, perSecond);
        append(row(step, epoch)
                .put("loss", report.loss())
                .put("accuracy", report.accuracy())
                .put("labels", report.labels())
                .put("gradient_norm", report.gradientNorm())
                .put("tokens", report.tokens())
                .put("tokens_per_second", Math.round(perSecond)));
    }

    Report measure(List<LabelledSequence> sequences) {
        var whole = RewardModelTrainer.NOTHING;
        for (var part : RewardModelTrainer.batches(sequences, MEASURE_TOKENS, plan.objective())) {
            whole = whole.plus(trainer.measure(part));
        }
        return whole;
    }

    private void checkpoint() throws IOException {
        TrainingCheckpoint.write(folder, step, model, trainer.state(), Map.of("epoch", epoch, "batch", batch));
        TrainingCheckpoint.retain(folder, 1);
    }

    private static ObjectNode row(long step, int epoch) {
        return JSON.createObjectNode().put("step", step).put("epoch", epoch);
    }

    private void append(ObjectNode row) throws IOException {
        Files.writeString(
                folder.resolve(METRICS),
                JSON.writeValueAsString(row) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /// Takes away what a killed process wrote after its last checkpoint.
    private void cutMetrics() throws IOException {
        var file = folder.resolve(METRICS);
        if (Files.exists(file)) {
            var kept = new StringBuilder();
            for (var line : Files.readAllLines(file)) {
                if (stepOf(line) <= step) {
                    kept.append(line).append('\n');
                }
            }
            writeWhole(file, kept.toString());
        }
    }

    private static long stepOf(String line) {
        try {
            return JSON.readTree(line).path("step").asLong(Long.MAX_VALUE);
        } catch (JsonProcessingException _) {
            return Long.MAX_VALUE;
        }
    }

    private static void writeWhole(Path file, String text) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The metrics so far, as bytes for the finished model's folder.
    byte[] metrics() throws IOException {
        var file = folder.resolve(METRICS);
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /// Deletes the folder, once the model is safe elsewhere.
    void discard() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var path : all.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() {
        trainer.close();
        transformer.close();
        model.close();
    }
}
