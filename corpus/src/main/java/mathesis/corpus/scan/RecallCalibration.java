package mathesis.corpus.scan;

import java.util.Arrays;
import java.util.List;

/// Finds the first pass's threshold from pages that went through both passes.
///
/// Recall here is the share of pages kept by the second pass that the first would have handed on; what neither keeps
/// does not count.
public final class RecallCalibration {
    private static final double ROUNDING = 1e-9;

    private RecallCalibration() {}

    /// A page that went through both passes.
    ///
    /// @param firstPass score of its scanned text
    /// @param kept      whether the careful extraction and its score kept it
    public record Pair(float firstPass, boolean kept) {
        public Pair {
            if (!(firstPass >= 0 && firstPass <= 1)) {
                throw new IllegalArgumentException("first-pass score is " + firstPass + "; must lie in [0, 1]");
            }
        }
    }

    /// Where the threshold was put and what that does to the pages it was found on.
    ///
    /// @param threshold least score that goes on
    /// @param recall    of what the second pass keeps; at least what was asked for
    /// @param passing   share of all pages that go on
    /// @param kept      number of kept pages that the recall rests on; where it is 0, so is the threshold
    /// @param pages     number of all pages
    public record Threshold(float threshold, double recall, double passing, int kept, int pages) {}

    /// The highest threshold that hands on at least this share of what the second pass keeps.
    public static Threshold threshold(List<Pair> pages, double recall) {
        if (!(recall > 0 && recall <= 1)) {
            throw new IllegalArgumentException("first-pass.recall is " + recall + "; must lie in (0, 1]");
        }
        var kept = pages.stream()
                .filter(Pair::kept)
                .mapToDouble(Pair::firstPass)
                .sorted()
                .toArray();
        if (kept.length == 0) {
            return new Threshold(0, 1, 1, 0, pages.size());
        }
        int needed = Math.max(1, (int) Math.ceil(recall * kept.length - ROUNDING));
        float threshold = (float) kept[kept.length - needed];
        long found = Arrays.stream(kept).filter(score -> score >= threshold).count();
        long passing =
                pages.stream().filter(page -> page.firstPass() >= threshold).count();
        return new Threshold(
                threshold, (double) found / kept.length, (double) passing / pages.size(), kept.length, pages.size());
    }
}
