package mathesis.corpus.rounds;

import java.io.IOException;
import java.util.PriorityQueue;
import mathesis.corpus.MiningConfig;

/// Which seed pages are learned from and which only measure: by priority, so that a page is on the same side in every
/// round and whoever trains.
///
/// @param key          of the run
/// @param heldOut      share that measures
/// @param mathsBelow   priority up to which mathematics is learned from
/// @param randomBelow  the same for random pages
/// @param characters   of all pages, whatever they are for
record SeedDraw(long key, double heldOut, long mathsBelow, long randomBelow, long characters) {
    /// What a page is for.
    enum Use {
        LEARN,
        MEASURE,
        NOTHING
    }

    /// Looks at all pages once, to find the priorities that give no more than the settings allow.
    static SeedDraw of(MiningConfig.Seed seed, SeedPages pages, int round) throws IOException {
        var maths = new Smallest(seed.positives());
        var random = new Smallest(seed.negatives());
        var characters = new long[1];
        pages.forEach(round, page -> {
            characters[0] += page.text().length();
            if (!measures(page, seed.key(), seed.heldOut())) {
                (page.maths() ? maths : random).add(Priority.hash(page.url(), seed.key()));
            }
        });
        return new SeedDraw(seed.key(), seed.heldOut(), maths.largest(), random.largest(), characters[0]);
    }

    Use use(SampledPage page) {
        if (measures(page, key, heldOut)) {
            return Use.MEASURE;
        }
        return Priority.hash(page.url(), key) <= (page.maths() ? mathsBelow : randomBelow) ? Use.LEARN : Use.NOTHING;
    }

    private static boolean measures(SampledPage page, long key, double share) {
        return Priority.fraction(page.url(), ~key) < share;
    }

    /// The largest of so many smallest numbers.
    private static final class Smallest {
        private final int most;
        private final PriorityQueue<Long> numbers = new PriorityQueue<>((a, b) -> Long.compare(b, a));

        Smallest(int most) {
            this.most = most;
        }

        void add(long number) {
            numbers.add(number);
            if (numbers.size() > most) {
                numbers.remove();
            }
        }

        long largest() {
            return numbers.isEmpty() ? Long.MIN_VALUE : numbers.peek();
        }
    }
}
