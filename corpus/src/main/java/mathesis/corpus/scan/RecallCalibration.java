package mathesis.corpus.scan;

import java.util.Arrays;

/// Finds the first pass's threshold from pages that went through both passes.
///
/// Recall here is the share of pages kept by the second pass that the first would have handed on; what neither keeps
/// does not count. One thread.
public final class RecallCalibration {
    private float[] kept = new float[1024];
    private float[] dropped = new float[1024];
    private int keptCount;
    private int droppedCount;

    /// Where a threshold was put and what that does to the pages it was found on.
    ///
    /// @param threshold   least score that goes on
    /// @param recall      of what the second pass keeps; at least the recall that was asked for
    /// @param passing     share of all pages that go on
    /// @param keptPages   number of kept pages that the recall rests on; 0 says that the threshold is 0 for lack of any
    /// @param droppedPages number of the others
    public record Threshold(float threshold, double recall, double passing, int keptPages, int droppedPages) {}

    /// Adds a page.
    ///
    /// @param firstPassScore of its scanned text
    /// @param keptBySecond   whether the careful extraction and its score kept it
    public void add(float firstPassScore, boolean keptBySecond) {
        if (!(firstPassScore >= 0 && firstPassScore <= 1)) {
            throw new IllegalArgumentException("first-pass score is " + firstPassScore + "; must lie in [0, 1]");
        }
        if (keptBySecond) {
            kept = keptCount == kept.length ? Arrays.copyOf(kept, 2 * keptCount) : kept;
            kept[keptCount++] = firstPassScore;
        } else {
            dropped = droppedCount == dropped.length ? Arrays.copyOf(dropped, 2 * droppedCount) : dropped;
            dropped[droppedCount++] = firstPassScore;
        }
    }

    /// The highest threshold that hands on at least this share of what the second pass keeps.
    public Threshold reaching(double wantedRecall) {
        if (!(wantedRecall > 0 && wantedRecall <= 1)) {
            throw new IllegalArgumentException("first-pass.recall is " + wantedRecall + "; must lie in (0, 1]");
        }
        if (keptCount == 0) {
            return new Threshold(0, 1, 1, 0, droppedCount);
        }
        var ascending = Arrays.copyOf(kept, keptCount);
        Arrays.sort(ascending);
        int needed = (int) Math.ceil(wantedRecall * keptCount - 1e-9);
        float threshold = ascending[keptCount - Math.max(needed, 1)];
        int found = atLeast(kept, keptCount, threshold);
        int passing = found + atLeast(dropped, droppedCount, threshold);
        return new Threshold(
                threshold,
                (double) found / keptCount,
                (double) passing / (keptCount + droppedCount),
                keptCount,
                droppedCount);
    }

    private static int atLeast(float[] scores, int count, float threshold) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            found += scores[i] >= threshold ? 1 : 0;
        }
        return found;
    }
}
