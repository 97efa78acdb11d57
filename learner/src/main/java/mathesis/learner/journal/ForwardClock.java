package mathesis.learner.journal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.openhft.chronicle.core.time.TimeProvider;

/// A clock that never goes back, not even over a restart. The queue names its files by time: an entry written into a
/// file older than its newest would hide every entry between.
final class ForwardClock implements TimeProvider {
    private final LongSupplier wallMillis;
    private final AtomicLong latest = new AtomicLong();

    ForwardClock(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    /// From now on no earlier than this.
    void notBefore(long millis) {
        latest.accumulateAndGet(millis, Math::max);
    }

    @Override
    public long currentTimeMillis() {
        return latest.accumulateAndGet(wallMillis.getAsLong(), Math::max);
    }
}
