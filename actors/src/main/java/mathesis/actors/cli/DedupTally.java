package mathesis.actors.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.corpus.DropReason;
import mathesis.corpus.dedup.Drop;

/// Rows kept and dropped.
final class DedupTally {
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final long fullGroups;
    private long rows;

    DedupTally(long fullGroups) {
        this.fullGroups = fullGroups;
    }

    void count(Optional<Drop> drop) {
        rows++;
        drop.ifPresent(each -> dropped.merge(each.reason(), 1L, Long::sum));
    }

    List<String> lines() {
        long gone = dropped.values().stream().mapToLong(Long::longValue).sum();
        var table = TextTable.ofNumbers("", "rows")
                .row("read", Long.toString(rows))
                .row("kept", Long.toString(rows - gone));
        dropped.forEach((reason, count) -> table.row(reason.name(), count.toString()));
        if (fullGroups > 0) {
            table.row("groups too large to compare in full", Long.toString(fullGroups));
        }
        return table.lines();
    }
}
