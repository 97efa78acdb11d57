package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.classify.ModelArguments;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.rounds.SeedDraw.Use;
import mathesis.corpus.scan.RecallCalibration;
import mathesis.corpus.shard.Sha256;
import mathesis.corpus.training.ClassifierText;
import mathesis.corpus.training.FastTextTrainer;
import mathesis.corpus.training.RankingQuality;
import mathesis.corpus.training.TrainingOptions;
import mathesis.corpus.training.TrainingReport;
import mathesis.corpus.training.TrainingText;
import mathesis.corpus.training.TrainingWatch;

/// Trains the classifier of a round (DeepSeekMath section 2.1), measures it on pages held out, and sets the first pass
/// so that it loses no more than the settings allow.
final class ClassifierTraining {
    static final String MATHS = "__label__math";
    private static final String RANDOM = "__label__other";
    /// Lines are shuffled in buckets of about so many characters.
    private static final long BUCKET_CHARACTERS = 64 << 20;

    private final MiningFolder.Round round;
    private final MiningConfig config;
    private final SeedPages seed;
    private final Executor threads;

    ClassifierTraining(MiningFolder.Round round, MiningConfig config, SeedPages seed, Executor threads) {
        this.round = round;
        this.config = config;
        this.seed = seed;
        this.threads = threads;
    }

    TaskReport train(MiningTask task, TaskRunner.Progress progress) throws IOException {
        var draw = SeedDraw.of(config.seed(), seed, task.round());
        var lines = round.scratch("training.txt");
        var counts = writeLines(task.round(), draw, lines);
        if (counts.positives == 0 || counts.negatives == 0) {
            throw new IOException("the seed has " + counts.positives + " pages of mathematics and " + counts.negatives
                    + " random pages to learn from; both are needed (mathesis.mining.seed.documents, seed.rules,"
                    + " seed.negatives)");
        }
        var trained = new FastTextTrainer(options(), threads, watch(progress)).train(TrainingText.file(lines));
        trained.model().write(round.classifier());
        Files.delete(lines);
        var report = measure(task.round(), draw, counts, trained.report());
        JsonFile.write(round.classifierReport(), report);
        return new TaskReport(
                task,
                Map.of(
                        "positives",
                        (double) counts.positives,
                        "negatives",
                        (double) counts.negatives,
                        "loss",
                        report.finalLoss(),
                        "auc",
                        report.rocAuc(),
                        "first-pass",
                        (double) report.firstPass(),
                        "first-pass-share",
                        report.firstPassShare()));
    }

    private record Counts(long positives, long negatives) {}

    private Counts writeLines(int number, SeedDraw draw, Path file) throws IOException {
        int buckets = (int) Math.min(256, 1 + draw.characters() / BUCKET_CHARACTERS);
        var counts = new long[2];
        Files.createDirectories(file.getParent());
        try (var shuffled = new ShuffledLines(
                round.scratch("shuffle"), buckets, config.seed().key())) {
            seed.forEach(number, page -> {
                if (draw.use(page) == Use.LEARN) {
                    counts[page.maths() ? 0 : 1]++;
                    for (var line : lines(page.text())) {
                        shuffled.add((page.maths() ? MATHS : RANDOM) + " " + line);
                    }
                }
            });
            shuffled.writeTo(file);
        }
        return new Counts(counts[0], counts[1]);
    }

    private List<String> lines(String text) {
        int words = config.classifier().pieceWords();
        return ClassifierText.pieces(text, words == 0 ? Integer.MAX_VALUE : words);
    }

    private TrainingOptions options() {
        var c = config.classifier();
        int buckets = c.wordNgrams() > 1 ? c.buckets() : 0;
        var arguments = ModelArguments.softmax(c.dim(), c.epochs(), c.minCount(), c.wordNgrams(), buckets);
        return new TrainingOptions(
                arguments, c.learningRate(), 0, (int) config.seed().key(), c.threads());
    }

    private static TrainingWatch watch(TaskRunner.Progress progress) {
        return new TrainingWatch(
                at -> progress.at(
                        at.share(),
                        "epoch %.1f, loss %.4f, %,.0f words/s a thread"
                                .formatted(at.epochs(), at.meanLoss(), at.wordsPerSecondPerThread())),
                Thread.currentThread()::isInterrupted);
    }

    private ClassifierReport measure(int number, SeedDraw draw, Counts counts, TrainingReport trained)
            throws IOException {
        var scoring = new Scoring(Scorer.collapse(round.classifier(), MATHS));
        seed.forEach(number, page -> scoring.add(page, draw.use(page) == Use.MEASURE));
        var quality = scoring.quality();
        var firstPass =
                RecallCalibration.threshold(scoring.pairs, config.firstPass().recall());
        return new ClassifierReport(
                counts.positives,
                counts.negatives,
                scoring.heldOut.size(),
                quality.rocAuc(),
                quality.bestF1(),
                trained.finalLoss(),
                trained.uninformedLoss(),
                firstPass.threshold(),
                scoring.passing(firstPass.threshold()),
                firstPass.recall(),
                Sha256.of(round.classifier()),
                trained.warning().orElse(""));
    }

    /// Scores sampled pages: by both passes, and those held out by their label.
    private final class Scoring {
        private record HeldOut(float score, boolean maths) {}

        private final Scorer scorer;
        private final PageReader reader = new PageReader();
        private final List<HeldOut> heldOut = new ArrayList<>();
        private final List<RecallCalibration.Pair> pairs = new ArrayList<>();
        private final List<Float> randomFirst = new ArrayList<>();

        Scoring(Scorer scorer) {
            this.scorer = scorer;
        }

        void add(SampledPage page, boolean measures) {
            float careful = score(page.text());
            if (measures) {
                heldOut.add(new HeldOut(careful, page.maths()));
            }
            if (!page.scan().isEmpty()) {
                float first = score(page.scan());
                pairs.add(new RecallCalibration.Pair(
                        first, careful >= config.text().minScore()));
                if (!page.maths()) {
                    randomFirst.add(first);
                }
            }
        }

        private float score(String text) {
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            return reader.normalize(utf8, utf8.length) ? scorer.score(reader.line(), 0, reader.length()) : 0;
        }

        RankingQuality quality() {
            var scores = new float[heldOut.size()];
            var maths = new boolean[heldOut.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = heldOut.get(i).score;
                maths[i] = heldOut.get(i).maths;
            }
            return RankingQuality.of(scores, maths);
        }

        double passing(float threshold) {
            return randomFirst.stream().filter(score -> score >= threshold).count()
                    / (double) Math.max(1, randomFirst.size());
        }
    }
}
