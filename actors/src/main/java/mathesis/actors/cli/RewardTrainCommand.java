package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import mathesis.reward.metrics.FirstErrors;
import mathesis.reward.model.LabelledSequence;
import mathesis.reward.model.LabelledSolution;
import mathesis.reward.model.RewardModelCard;
import mathesis.reward.model.RewardModelTrainer;
import mathesis.reward.model.RewardModelTrainer.Objective;
import mathesis.reward.model.RewardModelTrainer.Report;
import mathesis.reward.model.SolutionEncoder;
import mathesis.reward.model.StepLabels.Estimation;
import mathesis.reward.model.Supervision;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `mathesis reward-model train`: a reward model out of labelled solutions.
@Command(
        name = "train",
        description = {
            "Train an outcome or process reward model on labelled solutions, from a language model or a reward model.",
            "Outcome rows: {\"question\",\"solution\"} and a label under \"label\", \"is_correct\" or \"outcome\"."
                    + " Process rows: {\"question\",\"steps\"} and \"labels\" by step (0 to 1, null unknown) or"
                    + " \"first_error_step\" (from 1; null where all steps are right).",
            "Killed, the same command goes on where it stopped: until it is done, DIR.training holds its state."
        })
final class RewardTrainCommand implements Callable<Integer> {
    /// Most training solutions that the threshold is chosen by.
    private static final int THRESHOLD_SOLUTIONS = 2000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            converter = PathConverters.ExistingModel.class,
            description = "What to start from: a language model, which gets a fresh head, or a reward model.")
    private Path base;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "X.jsonl",
            converter = PathConverters.ExistingFile.class,
            description = "Labelled solutions, one JSON object a line; .gz is unpacked.")
    private Path data;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            converter = PathConverters.NewFolder.class,
            description = "New folder for the reward model.")
    private Path output;

    @Mixin
    private RewardDataOptions options;

    @Option(
            names = "--labels",
            paramLabel = "hard|soft",
            defaultValue = "hard",
            converter = Labels.class,
            description = "hard: every label above 0 is a 1, as Math-Shepherd trains; soft: as they are (default:"
                    + " ${DEFAULT-VALUE}).")
    private Estimation labels;

    @Option(
            names = "--pairwise",
            description = "Outcome only: rank a right above a wrong solution of the same question (Bradley-Terry).")
    private boolean pairwise;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "2e-5",
            description = "Of AdamW, constant (default: ${DEFAULT-VALUE}, the paper's; tiny models want more).")
    private double learningRate;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "1",
            converter = NumberConverters.Positive.class,
            description = "Passes over the data (default: ${DEFAULT-VALUE}, as Math-Shepherd).")
    private int epochs;

    @Option(
            names = "--batch-tokens",
            paramLabel = "N",
            defaultValue = "8192",
            converter = NumberConverters.Positive.class,
            description = "Tokens of an update (default: ${DEFAULT-VALUE}).")
    private int batchTokens;

    @Option(
            names = "--held-out",
            paramLabel = "F.jsonl",
            converter = PathConverters.ExistingFile.class,
            description = "Measured after every epoch.")
    private Path heldOut;

    @Option(
            names = "--held-out-share",
            paramLabel = "P",
            defaultValue = "0",
            description = "Without --held-out: keep this share of the questions from training (default:"
                    + " ${DEFAULT-VALUE}).")
    private double heldOutShare;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            defaultValue = "200",
            converter = NumberConverters.Positive.class,
            description = "Updates between two checkpoints (default: ${DEFAULT-VALUE}).")
    private int checkpointEvery;

    @Option(
            names = "--print-every",
            paramLabel = "N",
            defaultValue = "20",
            converter = NumberConverters.Positive.class,
            description = "Updates between two lines (default: ${DEFAULT-VALUE}).")
    private int printEvery;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Of the head and the order of the data (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = NumberConverters.Positive.class,
            description = "CPU threads (default: one for each core). Results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--on-bad-line",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            converter = OnBadLine.Converter.class,
            description = "What follows a line that cannot be used: ${COMPLETION-CANDIDATES} (default: stop).")
    private OnBadLine onBadLine;

    /// The estimations by their names.
    static final class Labels implements ITypeConverter<Estimation> {
        @Override
        public Estimation convert(String value) {
            return Arrays.stream(Estimation.values())
                    .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is neither hard nor soft"));
        }
    }

    /// A solution with the tokens that it is trained as.
    private record Example(LabelledSolution solution, LabelledSequence sequence) {}

    @Override
    public Integer call() throws IOException {
        requireSound();
        var plan = new RewardTraining.Plan(
                pairwise ? Objective.PAIRWISE : Objective.CROSS_ENTROPY,
                learningRate,
                epochs,
                batchTokens,
                checkpointEvery,
                seed);
        var place = output.toAbsolutePath().normalize();
        var folder = place.resolveSibling(place.getFileName() + ".training");
        try (var training = RewardTraining.open(folder, base, plan, settings(), threads)) {
            var encoder = new SolutionEncoder(
                    training.model().tokenizer(),
                    options.template(),
                    options.splitter(),
                    training.model().config().contextLength());
            var all = read(data, encoder);
            var measured =
                    heldOut == null ? all.stream().filter(this::isHeldOut).toList() : read(heldOut, encoder);
            var trained = heldOut == null
                    ? all.stream().filter(example -> !isHeldOut(example)).toList()
                    : all;
            var units = units(trained);
            announce(training, trained, units, measured);
            var last = training.run(units, measuredSequences(measured), new Lines());
            save(training, trained, last);
        }
        return CommandLines.DONE;
    }

    private void requireSound() {
        if (!(learningRate > 0 && Double.isFinite(learningRate))) {
            throw new WrongUsageException("--learning-rate is " + learningRate + "; must be above 0");
        }
        if (!(heldOutShare >= 0 && heldOutShare < 1)) {
            throw new WrongUsageException("--held-out-share is " + heldOutShare + "; must lie in [0, 1)");
        }
        if (pairwise && options.kind != Supervision.OUTCOME) {
            throw new WrongUsageException("--pairwise ranks whole solutions; it needs --kind outcome");
        }
    }

    /// What decides on the weights.
    private String settings() {
        var settings = new TreeMap<String, Object>();
        settings.put("model", base.toAbsolutePath().normalize());
        settings.put("data", data.toAbsolutePath().normalize());
        settings.put("held-out", heldOut == null ? "" : heldOut.toAbsolutePath().normalize());
        settings.put("held-out-share", heldOutShare);
        settings.put("kind", options.kind);
        settings.put("delimiter", options.splitter().delimiter());
        settings.put("template", options.template());
        settings.put("labels", labels);
        settings.put("pairwise", pairwise);
        settings.put("learning-rate", learningRate);
        settings.put("epochs", epochs);
        settings.put("batch-tokens", batchTokens);
        settings.put("seed", seed);
        return settings.toString();
    }

    private List<Example> read(Path file, SolutionEncoder encoder) throws IOException {
        var err = spec.commandLine().getErr();
        var reader = new JsonLinesReader(file, onBadLine, err);
        var rows = new SolutionRows(options.kind, options.splitter(), labels);
        var examples = new ArrayList<Example>();
        int[] left = {0};
        reader.forEach(line -> {
            var solution = rows.labelled(line);
            try {
                examples.add(new Example(solution, encoder.encode(solution, options.kind)));
            } catch (IllegalArgumentException e) {
                if (left[0]++ == 0) {
                    err.println("mathesis: " + file + " line " + line.number() + " is left out: " + e.getMessage());
                }
            }
        });
        reader.reportSkipped();
        if (left[0] > 0) {
            err.println("mathesis: " + left[0] + " solutions of " + file + " do not fit the model and are left out");
        }
        if (examples.isEmpty()) {
            throw new IOException(file + " holds no solution that this model can be trained on");
        }
        return examples;
    }

    /// By the question, so that no question is on both sides.
    private boolean isHeldOut(Example example) {
        long hash = new Random(example.solution().question().hashCode() ^ seed).nextLong() >>> 11;
        return hash * 0x1p-53 < heldOutShare;
    }

    private List<List<LabelledSequence>> units(List<Example> examples) {
        if (!pairwise) {
            return examples.stream().map(example -> List.of(example.sequence())).toList();
        }
        var pairs = pairs(examples);
        if (pairs.isEmpty()) {
            throw new WrongUsageException(
                    "--pairwise needs questions with a right and a wrong solution; " + data + " has none");
        }
        return pairs;
    }

    /// Of each question the i-th right with the i-th wrong solution; the fewer of them begin anew.
    private static List<List<LabelledSequence>> pairs(List<Example> examples) {
        var right = new LinkedHashMap<String, List<LabelledSequence>>();
        var wrong = new LinkedHashMap<String, List<LabelledSequence>>();
        for (var example : examples) {
            (example.sequence().labels()[0] >= 0.5 ? right : wrong)
                    .computeIfAbsent(example.solution().question(), _ -> new ArrayList<>())
                    .add(example.sequence());
        }
        var pairs = new ArrayList<List<LabelledSequence>>();
        right.forEach((question, better) -> {
            var worse = wrong.getOrDefault(question, List.of());
            for (int i = 0; !worse.isEmpty() && i < Math.max(better.size(), worse.size()); i++) {
                pairs.add(List.of(better.get(i % better.size()), worse.get(i % worse.size())));
            }
        });
        return pairs;
    }

    private List<LabelledSequence> measuredSequences(List<Example> examples) {
        var units = pairwise ? pairs(examples) : units(examples);
        return units.stream().flatMap(List::stream).toList();
    }

    private void announce(
            RewardTraining training,
            List<Example> trained,
            List<List<LabelledSequence>> units,
            List<Example> measured) {
        var out = spec.commandLine().getOut();
        long tokens = trained.stream()
                .mapToLong(example -> example.sequence().tokens().length)
                .sum();
        double ones = trained.stream()
                .flatMapToDouble(example -> Arrays.stream(example.solution().labels()))
                .filter(label -> !Double.isNaN(label))
                .average()
                .orElse(0);
        out.println(String.format(
                Locale.ROOT,
                "%s reward model: %,d solutions, %,d tokens, mean label %.3f, %,d %s an epoch, %,d held out",
                options.kind,
                trained.size(),
                tokens,
                ones,
                units.size(),
                pairwise ? "pairs" : "examples",
                measured.size()));
        if (training.steps() > 0) {
            out.println("going on after step " + training.steps());
        }
        out.flush();
    }

    /// A line for every few updates, their means.
    private final class Lines implements RewardTraining.Listener {
        private final PrintWriter out = spec.commandLine().getOut();
        private Report sum = RewardModelTrainer.NOTHING;
        private double seconds;

        @Override
        public void stepped(long step, int epoch, Report report, double tokensPerSecond) {
            sum = sum.plus(report);
            seconds += report.tokens() / tokensPerSecond;
            if (step % printEvery == 0) {
                out.println(String.format(
                        Locale.ROOT,
                        "step %,d  epoch %d  loss %.4f  accuracy %.3f  gradient norm %.2f  %,.0f tokens/s",
                        step,
                        epoch + 1,
                        sum.loss(),
                        sum.accuracy(),
                        sum.gradientNorm(),
                        sum.tokens() / seconds));
                out.flush();
                sum = RewardModelTrainer.NOTHING;
                seconds = 0;
            }
        }

        @Override
        public void measured(long step, Report heldOut) {
            out.println(String.format(
                    Locale.ROOT,
                    "step %,d  held out: loss %.4f  accuracy %.3f",
                    step,
                    heldOut.loss(),
                    heldOut.accuracy()));
            out.flush();
        }
    }

    private void save(RewardTraining training, List<Example> trained, Report last) throws IOException {
        var how = new TreeMap<String, Object>();
        how.put("base", base.toString());
        how.put("data", data.getFileName().toString());
        how.put("solutions", trained.size());
        how.put("loss", pairwise ? "pairwise" : "cross-entropy");
        how.put("labels", labels.name().toLowerCase(Locale.ROOT));
        how.put("learning_rate", learningRate);
        how.put("epochs", epochs);
        how.put("batch_tokens", batchTokens);
        how.put("steps", training.steps());
        how.put("seed", seed);
        if (last.labels() > 0) {
            how.put("held_out_loss", last.loss());
            how.put("held_out_accuracy", last.accuracy());
        }
        var card = new RewardModelCard(
                options.kind, options.splitter(), options.template(), threshold(training, trained), how);
        var metrics = training.metrics();
        training.model()
                .save(output, java.util.Map.of(RewardModelCard.FILE, card.toBytes(), RewardTraining.METRICS, metrics));
        training.discard();
        spec.commandLine()
                .getOut()
                .println(String.format(Locale.ROOT, "wrote %s (threshold %.4f)", output, card.threshold()));
    }

    /// The probability below which first errors of the training data are found best; one half for outcomes.
    private double threshold(RewardTraining training, List<Example> trained) {
        if (options.kind == Supervision.OUTCOME) {
            return 0.5;
        }
        var some = new ArrayList<>(trained.stream()
                .filter(example -> example.solution().firstErrorKnown()
                        && example.sequence().positions().length
                                == example.solution().steps().size())
                .toList());
        Collections.shuffle(some, new Random(seed));
        var solutions = new ArrayList<FirstErrors.Solution>();
        var chosen = some.subList(0, Math.min(some.size(), THRESHOLD_SOLUTIONS));
        var sequences = chosen.stream().map(Example::sequence).toList();
        int at = 0;
        for (var part : RewardModelTrainer.batches(sequences, batchTokens, Objective.CROSS_ENTROPY)) {
            for (double[] scores : RewardModelTrainer.probabilities(training.transformer(), part)) {
                solutions.add(new FirstErrors.Solution(
                        scores, chosen.get(at++).solution().firstError()));
            }
        }
        return FirstErrors.bestThreshold(solutions);
    }
}
