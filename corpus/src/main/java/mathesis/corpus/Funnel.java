package mathesis.corpus;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How many records were read, how many were kept and why the others were dropped. No record is lost between:
/// `read = kept + sum of dropped`.
///
/// @param kept    records that became documents
/// @param dropped count by reason; a reason that never came is absent
public record Funnel(long kept, Map<DropReason, Long> dropped) {
    public static final Funnel EMPTY = new Funnel(0, Map.of());

    public Funnel {
        var copy = new EnumMap<DropReason, Long>(DropReason.class);
        dropped.forEach((reason, count) -> {
            requireCount(reason.toString(), count);
            if (count > 0) {
                copy.put(reason, count);
            }
        });
        requireCount("kept", kept);
        dropped = Collections.unmodifiableMap(copy);
    }

    public long read() {
        return kept + dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    public long dropped(DropReason reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    public Funnel plus(Funnel other) {
        var sum = new EnumMap<DropReason, Long>(DropReason.class);
        sum.putAll(dropped);
        other.dropped.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new Funnel(kept + other.kept, sum);
    }

    /// The same records, of which `count` that were kept so far are dropped for this reason.
    public Funnel thenDropped(DropReason reason, long count) {
        var more = new EnumMap<DropReason, Long>(DropReason.class);
        more.putAll(dropped);
        more.merge(reason, count, Long::sum);
        return new Funnel(kept - count, more);
    }

    private static void requireCount(String what, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("funnel counts " + count + " for " + what + "; must not be negative");
        }
    }
}
