package mathesis.corpus.dedup;

import java.util.Arrays;

/// How many MinHashes a signature holds and how they are cut into bands: two texts become candidates where all hashes
/// of one band agree, at a Jaccard similarity of `j` with probability `1 - (1 - j^rows)^bands`.
///
/// @param bands number of bands
/// @param rows  hashes in each
public record SignatureShape(int bands, int rows) {
    /// 20 x 6: a pair with Jaccard 0.8 is a candidate with probability 0.998; 14 x 8, as datatrove has it, gives 0.924,
    /// which leaves no room for a recall of 0.95.
    public static final SignatureShape DEFAULT = new SignatureShape(20, 6);

    private static final int MOST_HASHES = 4096;

    public SignatureShape {
        require(bands >= 1, "dedup.bands is " + bands + "; must be at least 1");
        require(rows >= 1, "dedup.rows is " + rows + "; must be at least 1");
        require(
                (long) bands * rows <= MOST_HASHES,
                "dedup.bands x dedup.rows is " + bands + " x " + rows + "; must be at most " + MOST_HASHES + " hashes");
    }

    /// Length of a signature.
    public int hashes() {
        return bands * rows;
    }

    /// Probability that a pair of this similarity shares a band.
    public double candidateProbability(double jaccard) {
        return 1 - Math.pow(1 - Math.pow(jaccard, rows), bands);
    }

    /// Whether two signatures of this shape agree in a whole band.
    public boolean sharesBand(int[] one, int[] other) {
        for (int from = 0; from < hashes(); from += rows) {
            if (Arrays.equals(one, from, from + rows, other, from, from + rows)) {
                return true;
            }
        }
        return false;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
