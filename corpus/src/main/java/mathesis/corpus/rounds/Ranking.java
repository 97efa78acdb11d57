package mathesis.corpus.rounds;

import java.io.IOException;
import mathesis.corpus.rounds.CandidateTable.Candidate;
import mathesis.corpus.rounds.Rank.Cut;

/// Finds where a ranking by falling score meets the token budget, in three passes over the candidates and memory that
/// does not grow with them: tokens by the upper bits of the score, then by its lower bits where the cut lies, then by
/// place among those of exactly that score.
///
/// A document that would go over the budget is not kept, and none after it, as the paper keeps "the top" (section
/// 2.1).
final class Ranking {
    private static final int LOW_BITS = 12;
    private static final int HIGH = (Float.floatToIntBits(1f) >>> LOW_BITS) + 1;

    /// Gives every candidate that is no duplicate to a visitor, by archive and in its order there.
    interface Candidates {
        void forEach(Visitor visitor) throws IOException;
    }

    interface Visitor {
        void candidate(int archive, int index, Candidate candidate);
    }

    private Ranking() {}

    static Cut cut(Candidates candidates, long budget) throws IOException {
        var high = new long[HIGH];
        candidates.forEach((_, _, c) -> high[bits(c) >>> LOW_BITS] += c.tokens());
        var upper = cross(high, budget);
        if (upper.at < 0) {
            return Cut.NONE;
        }
        var low = new long[1 << LOW_BITS];
        candidates.forEach((_, _, c) -> {
            if (bits(c) >>> LOW_BITS == upper.at) {
                low[bits(c) & ((1 << LOW_BITS) - 1)] += c.tokens();
            }
        });
        var lower = cross(low, upper.left);
        int score = upper.at << LOW_BITS | lower.at;
        var last = new Last(Float.intBitsToFloat(score), lower.left);
        candidates.forEach((archive, index, c) -> {
            if (bits(c) == score) {
                last.offer(archive, index, c.tokens());
            }
        });
        return last.cut();
    }

    private static int bits(Candidate candidate) {
        return Float.floatToIntBits(candidate.score());
    }

    /// Where tokens, summed from the end of the array, go over the budget, and what of the budget is left there.
    private record Crossing(int at, long left) {}

    private static Crossing cross(long[] tokens, long budget) {
        long left = budget;
        for (int i = tokens.length - 1; i >= 0; i--) {
            if (tokens[i] > left) {
                return new Crossing(i, left);
            }
            left -= tokens[i];
        }
        return new Crossing(-1, left);
    }

    /// Fills what is left of the budget with documents of one score.
    private static final class Last {
        private final float score;
        private long left;
        private boolean full;
        private int archive = -1;
        private int index = -1;

        Last(float score, long left) {
            this.score = score;
            this.left = left;
        }

        void offer(int atArchive, int atIndex, int tokens) {
            full |= tokens > left;
            if (!full) {
                left -= tokens;
                archive = atArchive;
                index = atIndex;
            }
        }

        Cut cut() {
            return new Cut(score, archive, index);
        }
    }
}
