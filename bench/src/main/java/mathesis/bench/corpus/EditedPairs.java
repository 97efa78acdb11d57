package mathesis.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mathesis.corpus.dedup.DedupSettings;
import mathesis.corpus.dedup.Fingerprint;
import mathesis.corpus.dedup.MinHash;
import mathesis.corpus.dedup.MinHashReference;

/// Pairs of a real text and an edited copy of it, their Jaccard similarity counted exactly, and whether deduplication
/// calls them near-duplicates.
///
/// @param pairs all of them
record EditedPairs(List<Pair> pairs) {
    private static final long SEED = 7;
    private static final int COPIES = 12;
    private static final int LEAST_WORDS = 60;
    private static final int MOST_WORDS = 1000;

    record Pair(double jaccard, boolean found) {}

    /// Copies of every text that is long enough, with a share of edited words between none and one in ten.
    static EditedPairs of(PageTexts pages, DedupSettings settings) {
        var random = new Random(SEED);
        var minHash = new MinHash(settings.shape());
        var pairs = new ArrayList<Pair>();
        for (var page : pages.texts()) {
            var words = Arrays.asList(new String(page, StandardCharsets.UTF_8).split(" "));
            if (words.size() >= LEAST_WORDS) {
                var text = words.subList(0, Math.min(words.size(), LEAST_WORDS + random.nextInt(MOST_WORDS)));
                addCopies(text, minHash, settings, random, pairs);
            }
        }
        return new EditedPairs(pairs);
    }

    private static void addCopies(
            List<String> words, MinHash minHash, DedupSettings settings, Random random, List<Pair> pairs) {
        var text = String.join(" ", words);
        var shingles = MinHashReference.shingles(text);
        var signature = minHash.of(text).signature();
        for (int i = 0; i < COPIES; i++) {
            var copy = edited(words, random.nextDouble() / 10, random);
            var other = minHash.of(copy).signature();
            boolean found = settings.shape().sharesBand(signature, other)
                    && Fingerprint.similarity(signature, other) >= settings.threshold();
            pairs.add(new Pair(MinHashReference.jaccard(shingles, MinHashReference.shingles(copy)), found));
        }
    }

    /// Words replaced by another of the text, left out or doubled.
    private static String edited(List<String> words, double share, Random random) {
        var copy = new ArrayList<String>();
        for (var word : words) {
            if (random.nextDouble() >= share) {
                copy.add(word);
            } else {
                switch (random.nextInt(3)) {
                    case 0 -> copy.add(words.get(random.nextInt(words.size())));
                    case 1 -> copy.addAll(List.of(word, word));
                    default -> {}
                }
            }
        }
        return String.join(" ", copy);
    }

    /// Pairs above this similarity.
    long above(double jaccard) {
        return pairs.stream().filter(pair -> pair.jaccard > jaccard).count();
    }

    /// Pairs above this similarity that are called near-duplicates.
    long foundAbove(double jaccard) {
        return pairs.stream()
                .filter(pair -> pair.found && pair.jaccard > jaccard)
                .count();
    }
}
