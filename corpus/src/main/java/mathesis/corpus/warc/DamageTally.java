package mathesis.corpus.warc;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Counts of damage by kind. One thread.
final class DamageTally {
    private final Map<Damage, Long> counts = new EnumMap<>(Damage.class);

    void count(Damage damage) {
        counts.merge(damage, 1L, Long::sum);
    }

    /// A copy; a kind that never came is absent.
    Map<Damage, Long> counts() {
        return Collections.unmodifiableMap(new EnumMap<>(counts));
    }
}
