package mathesis.actors.rl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.learner.PackedBatch;

/// Gathers the groups of each step in whatever order they come and hands a step out when all of it is settled. A step's
/// batch is exactly its groups: same groups, same update.
final class StepAssembly {
    /// A step of which every group is in or lost.
    ///
    /// @param batches in the order of their group ids
    /// @param lost    likewise
    record Step(long step, List<PackedBatch> batches, List<LostGroup> lost) {
        /// Ids of the groups that there are batches for.
        List<String> groupIds() {
            return batches.stream().flatMap(batch -> batch.groupIds().stream()).toList();
        }
    }

    private final int groupsPerStep;
    private final Map<Long, TreeMap<String, PackedBatch>> batches = new HashMap<>();
    private final Map<Long, TreeMap<String, LostGroup>> lost = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private long next;

    /// @param doneSteps steps that are done
    StepAssembly(int groupsPerStep, long doneSteps) {
        this.groupsPerStep = groupsPerStep;
        this.next = doneSteps + 1;
    }

    /// Whether nothing more is wanted of this group: it is in, lost, or its step is done.
    boolean knows(String groupId) {
        return DealOrder.number(groupId) < (next - 1) * groupsPerStep || settled.contains(groupId);
    }

    /// Takes a batch whose groups are not yet known.
    void add(PackedBatch batch) {
        settled.addAll(batch.groupIds());
        batches.computeIfAbsent(batch.step(), _ -> new TreeMap<>())
                .put(batch.groupIds().getFirst(), batch);
    }

    /// Notes that a group which is not yet known will not come.
    void lose(long step, LostGroup group) {
        settled.add(group.groupId());
        lost.computeIfAbsent(step, _ -> new TreeMap<>()).put(group.groupId(), group);
    }

    /// The next step, once it is complete; each step once.
    Optional<Step> next() {
        var expected = DealOrder.groupsOf(next, groupsPerStep);
        if (!settled.containsAll(expected)) {
            return Optional.empty();
        }
        settled.removeAll(Set.copyOf(expected));
        var step = new Step(
                next,
                List.copyOf(Optional.ofNullable(batches.remove(next))
                        .orElseGet(TreeMap::new)
                        .values()),
                List.copyOf(Optional.ofNullable(lost.remove(next))
                        .orElseGet(TreeMap::new)
                        .values()));
        next++;
        return Optional.of(step);
    }

    /// Groups that are in or lost, of steps that are not done.
    List<String> settled() {
        return new ArrayList<>(settled);
    }
}
