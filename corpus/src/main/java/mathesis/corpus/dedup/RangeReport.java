package mathesis.corpus.dedup;

import java.util.Map;
import mathesis.corpus.DropReason;

/// What the resolution of a range did.
///
/// @param range      its number
/// @param groups     groups of two or more documents
/// @param compared   pairs of signatures
/// @param fullGroups groups that met the bound on leaders: in them some near-duplicates may stay
/// @param dropped    documents by the first reason that this range finds; another range may find an earlier one
public record RangeReport(int range, long groups, long compared, long fullGroups, Map<DropReason, Long> dropped) {
    public RangeReport {
        dropped = Map.copyOf(dropped);
    }
}
