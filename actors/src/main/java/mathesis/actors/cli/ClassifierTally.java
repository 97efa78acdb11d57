package mathesis.actors.cli;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.corpus.classify.Dictionary;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.Features;
import mathesis.corpus.classify.Prediction;
import mathesis.corpus.training.RankingQuality;

/// How a model labels lines whose labels are known. Lines that have no label or no feature that it knows do not count,
/// as in fastText's `test`.
final class ClassifierTally {
    private final FastTextModel model;
    private final int k;
    private final float threshold;
    private final Optional<String> positive;
    private final Map<String, Integer> rowOfLabel = new HashMap<>();
    private long lines;
    private long leftOut;
    private long predicted;
    private long gold;
    private long right;
    private float[] scores = new float[1024];
    private boolean[] isPositive = new boolean[1024];

    /// @param positive label whose probability ranks the lines
    ClassifierTally(FastTextModel model, int k, float threshold, Optional<String> positive) {
        this.model = model;
        this.k = k;
        this.threshold = threshold;
        this.positive = positive;
        for (int row = 0; row < model.dictionary().labels(); row++) {
            rowOfLabel.put(model.dictionary().label(row), row);
        }
    }

    void add(Features line) {
        if (line.count() == 0 || line.labelCount() == 0) {
            leftOut++;
            return;
        }
        var best = model.predict(line, k, threshold);
        predicted += best.size();
        gold += line.labelCount();
        right += best.stream().filter(label -> has(line, label.label())).count();
        positive.ifPresent(label -> rank(line, label));
        lines++;
    }

    private boolean has(Features line, String label) {
        int row = rowOfLabel.getOrDefault(label, Dictionary.UNKNOWN);
        return Arrays.stream(line.labels(), 0, line.labelCount()).anyMatch(known -> known == row);
    }

    private void rank(Features line, String label) {
        int at = Math.toIntExact(lines);
        if (at == scores.length) {
            scores = Arrays.copyOf(scores, Math.multiplyExact(2, at));
            isPositive = Arrays.copyOf(isPositive, scores.length);
        }
        scores[at] = probability(model.predict(line, rowOfLabel.size(), 0), label);
        isPositive[at] = has(line, label);
    }

    private static float probability(List<Prediction> predictions, String label) {
        return predictions.stream()
                .filter(prediction -> prediction.label().equals(label))
                .map(Prediction::probability)
                .findFirst()
                .orElse(0f);
    }

    long lines() {
        return lines;
    }

    long leftOut() {
        return leftOut;
    }

    double precision() {
        return (double) right / predicted;
    }

    double recall() {
        return (double) right / gold;
    }

    /// Only with a label that ranks.
    Optional<RankingQuality> ranking() {
        return positive.map(_ -> RankingQuality.of(
                Arrays.copyOf(scores, Math.toIntExact(lines)), Arrays.copyOf(isPositive, Math.toIntExact(lines))));
    }
}
