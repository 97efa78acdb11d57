package mathesis.actors.rl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/// Where the wall-clock time of a step goes. Any thread may mark what it is doing; [#cut] closes a step and gives every
/// instant of it to one phase, the first in the order of [Phase] that was going on, so that the phases add up.
final class Timeline {
    /// Something that is going on; closing ends it.
    final class Span implements AutoCloseable {
        private final Phase phase;
        private final long start = nanoTime.getAsLong();

        private Span(Phase phase) {
            this.phase = phase;
        }

        @Override
        public void close() {
            if (open.remove(this)) {
                closed.add(new Interval(phase, start, nanoTime.getAsLong()));
            }
        }
    }

    private record Interval(Phase phase, long start, long end) {}

    private final LongSupplier nanoTime;
    private final Set<Span> open = ConcurrentHashMap.newKeySet();
    private final Map<Object, Span> named = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Interval> closed = new ConcurrentLinkedQueue<>();
    private long begin;

    Timeline(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /// Marks the calling thread's work until the span is closed.
    Span span(Phase phase) {
        var span = new Span(phase);
        open.add(span);
        return span;
    }

    /// Marks something that one thread begins and another ends.
    void begin(Phase phase, Object name) {
        named.computeIfAbsent(name, _ -> span(phase));
    }

    /// Ends what was begun under this name; harmless when nothing was.
    void end(Object name) {
        var span = named.remove(name);
        if (span != null) {
            span.close();
        }
    }

    /// Forgets what was before now: the first step begins here.
    void restart() {
        cut();
    }

    /// Seconds of each phase since the last cut; together exactly the time that passed.
    Map<Phase, Double> cut() {
        long end = nanoTime.getAsLong();
        var intervals = new ArrayList<Interval>();
        for (var interval = closed.poll(); interval != null; interval = closed.poll()) {
            intervals.add(interval);
        }
        open.forEach(span -> intervals.add(new Interval(span.phase, span.start, end)));
        var nanos = partition(intervals, begin, end);
        begin = end;
        var seconds = new EnumMap<Phase, Double>(Phase.class);
        for (var phase : Phase.values()) {
            seconds.put(phase, nanos.getOrDefault(phase, 0L) / 1e9);
        }
        return seconds;
    }

    /// Sweeps over the borders of all intervals.
    private static Map<Phase, Long> partition(List<Interval> intervals, long begin, long end) {
        record Border(long at, Phase phase, int change) {}
        var borders = new ArrayList<Border>();
        for (var interval : intervals) {
            long from = Math.max(begin, interval.start);
            long to = Math.min(end, interval.end);
            if (from < to) {
                borders.add(new Border(from, interval.phase, 1));
                borders.add(new Border(to, interval.phase, -1));
            }
        }
        borders.sort((a, b) -> Long.compare(a.at, b.at));
        var nanos = new HashMap<Phase, Long>();
        var going = new int[Phase.values().length];
        long at = begin;
        for (var border : borders) {
            nanos.merge(first(going), border.at - at, Long::sum);
            going[border.phase.ordinal()] += border.change;
            at = border.at;
        }
        nanos.merge(first(going), end - at, Long::sum);
        return nanos;
    }

    private static Phase first(int[] going) {
        for (var phase : Phase.values()) {
            if (going[phase.ordinal()] > 0) {
                return phase;
            }
        }
        return Phase.IDLE;
    }
}
