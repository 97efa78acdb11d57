package mathesis.reward.answer;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import mathesis.reward.equivalence.Verdict;

/// How many verdicts of each kind and reason were given. Safe for any number of threads.
public final class VerdictCounts {
    private final Map<Verdict, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder failed = new LongAdder();

    void count(Verdict verdict) {
        counts.computeIfAbsent(verdict, _ -> new LongAdder()).increment();
    }

    void countFailure() {
        failed.increment();
    }

    /// Counts so far of every kind, those that did not occur too: what a run shows as its metrics.
    public Map<Verdict.Kind, Long> byKind() {
        var kinds = new EnumMap<Verdict.Kind, Long>(Verdict.Kind.class);
        for (var kind : Verdict.Kind.values()) {
            kinds.put(kind, 0L);
        }
        counts.forEach((verdict, count) -> kinds.merge(verdict.kind(), count.sum(), Long::sum));
        return kinds;
    }

    /// How often grading itself failed.
    public long failures() {
        return failed.sum();
    }

    /// Counts so far by `KIND: reason`, and how often grading itself failed under `FAILED`.
    public Map<String, Long> snapshot() {
        var snapshot = new TreeMap<String, Long>();
        counts.forEach((verdict, count) -> snapshot.put(verdict.kind() + ": " + verdict.reason(), count.sum()));
        if (failed.sum() > 0) {
            snapshot.put("FAILED", failed.sum());
        }
        return snapshot;
    }
}
