package mathesis.corpus.classify;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The k labels of highest score among those offered; of equal ones those of smaller number. For one thread.
final class BestLabels {
    private static final Comparator<Scored> WORST_FIRST =
            Comparator.comparingDouble(Scored::score).thenComparing(Scored::label, Comparator.reverseOrder());

    private final int k;
    private final PriorityQueue<Scored> queue = new PriorityQueue<>(WORST_FIRST);

    BestLabels(int k) {
        this.k = k;
    }

    /// @param label counted from 0
    /// @param score logarithm of its probability
    record Scored(int label, float score) {}

    boolean wouldTake(float score) {
        return queue.size() < k || score >= queue.element().score();
    }

    void offer(int label, float score) {
        if (wouldTake(score)) {
            queue.add(new Scored(label, score));
            if (queue.size() > k) {
                queue.remove();
            }
        }
    }

    /// Best first.
    List<Scored> sorted() {
        return queue.stream().sorted(WORST_FIRST.reversed()).toList();
    }
}
