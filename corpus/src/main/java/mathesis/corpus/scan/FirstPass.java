package mathesis.corpus.scan;

import java.util.Optional;
import mathesis.corpus.DropReason;

/// Which pages the first pass hands on to the careful extraction.
///
/// @param leastTextBytes of scanned text; with less there is nothing to score
/// @param threshold      least score of the scanned text, in [0, 1]; [RecallCalibration] finds it
public record FirstPass(int leastTextBytes, float threshold) {
    public FirstPass {
        if (leastTextBytes < 1) {
            throw new IllegalArgumentException(
                    "first-pass.least-text-bytes is " + leastTextBytes + "; must be positive");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("first-pass.threshold is " + threshold + "; must lie in [0, 1]");
        }
    }

    /// Why a page ends here, without its score: asked first, so that empty pages are not scored.
    public Optional<DropReason> dropsUnscored(int textBytes) {
        return textBytes < leastTextBytes ? Optional.of(DropReason.NO_TEXT) : Optional.empty();
    }

    /// Why a page of this score ends here; empty where it goes on.
    public Optional<DropReason> drops(float score) {
        return score >= threshold ? Optional.empty() : Optional.of(DropReason.FIRST_PASS_SCORE);
    }
}
