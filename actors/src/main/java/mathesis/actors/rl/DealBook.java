package mathesis.actors.rl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Who has which problem: deals in order, never more than the slots allow, and deals again what a worker did not bring
/// back. A slot frees when its group has been trained on or is lost, not before: that is what bounds staleness.
///
/// @param <W> how the caller names a worker
final class DealBook<W> {
    /// How far a group has come.
    enum Stage {
        /// To be dealt again.
        WAITING("waits to be dealt again"),
        /// A worker samples it.
        DEALT("is being sampled"),
        /// It is being graded and packed.
        SAMPLED("is being graded and packed"),
        /// The learner has it.
        RECEIVED("is at the learner");

        final String words;

        Stage(String words) {
            this.words = words;
        }
    }

    /// A problem that cannot be sampled, however often it is dealt.
    record GivenUp(Ticket ticket, String reason) {}

    private record Entry<W>(Ticket ticket, Stage stage, Optional<W> worker, int attempts, long sinceNanos) {
        Entry<W> to(Stage next, long nowNanos) {
            return new Entry<>(ticket, next, worker, attempts, nowNanos);
        }
    }

    private final DealOrder order;
    private final int groupsPerStep;
    private final int maxStaleness;
    private final int maxAttempts;
    private final long end;
    private final long firstVersion;
    private final TreeMap<String, Entry<W>> active = new TreeMap<>();
    private long next;

    /// @param doneSteps steps that a checkpoint already holds
    /// @param lastStep  the run's last step
    DealBook(DealOrder order, int groupsPerStep, int maxStaleness, int maxAttempts, long doneSteps, long lastStep) {
        this.order = order;
        this.groupsPerStep = groupsPerStep;
        this.maxStaleness = maxStaleness;
        this.maxAttempts = maxAttempts;
        this.end = lastStep * groupsPerStep;
        this.firstVersion = doneSteps;
        this.next = doneSteps * groupsPerStep;
    }

    /// Notes groups that the learner has from an earlier life of the run: they need no dealing.
    void received(Collection<String> groupIds, long nowNanos) {
        for (var id : groupIds) {
            long n = DealOrder.number(id);
            if (n >= next && n < end) {
                active.put(id, new Entry<>(order.ticket(n), Stage.RECEIVED, Optional.empty(), 0, nowNanos));
            } else {
                move(id, Stage.RECEIVED, nowNanos);
            }
        }
    }

    /// Up to `most` problems for a worker that can sample with versions up to this one; all for the same version.
    List<Ticket> deal(W worker, int most, long version, long nowNanos) {
        var dealt = new ArrayList<Ticket>();
        while (dealt.size() < most) {
            var ticket = nextFor(dealt, version);
            if (ticket.isEmpty()) {
                break;
            }
            int attempts = Optional.ofNullable(active.get(ticket.get().groupId()))
                    .map(Entry::attempts)
                    .orElse(0);
            active.put(
                    ticket.get().groupId(),
                    new Entry<>(ticket.get(), Stage.DEALT, Optional.of(worker), attempts + 1, nowNanos));
            next = Math.max(next, DealOrder.number(ticket.get().groupId()) + 1);
            dealt.add(ticket.get());
        }
        return dealt;
    }

    /// The version that a step's groups are sampled with, the same on every machine and in every life of the run.
    long versionFor(long step) {
        return Math.max(firstVersion, step - 1 - maxStaleness);
    }

    /// Problems that could be dealt now to a worker with this version.
    int dealable(long version) {
        long waiting = active.values().stream()
                .filter(entry -> entry.stage == Stage.WAITING && versionFor(entry.ticket.step()) <= version)
                .count();
        long fresh = 0;
        for (long n = skipKnown(next); n < end && fresh < freeSlots(); n = skipKnown(n + 1)) {
            if (versionFor(n / groupsPerStep + 1) > version) {
                break;
            }
            fresh++;
        }
        return Math.toIntExact(waiting + fresh);
    }

    void sampled(Collection<String> groupIds, long nowNanos) {
        for (var id : groupIds) {
            if (stage(id).filter(stage -> stage != Stage.RECEIVED).isPresent()) {
                move(id, Stage.SAMPLED, nowNanos);
            }
        }
    }

    /// Frees the slot of a group that contributes nothing; false when it was not open any more.
    boolean lost(String groupId) {
        boolean open = stage(groupId).filter(stage -> stage != Stage.RECEIVED).isPresent();
        if (open) {
            active.remove(groupId);
        }
        return open;
    }

    /// Frees the slots of a step.
    void trained(long step) {
        next = Math.max(next, step * groupsPerStep);
        active.values().removeIf(entry -> entry.ticket.step() <= step);
    }

    /// A worker will not bring back what it was dealt.
    List<GivenUp> returned(W worker, String reason, long nowNanos) {
        return again(entry -> entry.stage == Stage.DEALT && entry.worker.equals(Optional.of(worker)), reason, nowNanos);
    }

    /// Groups that took too long between dealing and the learner.
    List<GivenUp> overdue(long deadlineNanos, String reason, long nowNanos) {
        return again(
                entry -> (entry.stage == Stage.DEALT || entry.stage == Stage.SAMPLED)
                        && nowNanos - entry.sinceNanos > deadlineNanos,
                reason,
                nowNanos);
    }

    /// Open groups by stage.
    Map<Stage, Integer> stages() {
        return active.values().stream().collect(Collectors.toMap(Entry::stage, _ -> 1, Integer::sum, TreeMap::new));
    }

    Optional<Stage> stage(String groupId) {
        return Optional.ofNullable(active.get(groupId)).map(Entry::stage);
    }

    /// What the earliest open step waits for, in words.
    String waitsFor(long nowNanos) {
        return active.values().stream()
                .filter(entry -> entry.stage != Stage.RECEIVED)
                .limit(3)
                .map(entry -> "group " + entry.ticket.groupId() + " " + entry.stage.words + " since "
                        + (nowNanos - entry.sinceNanos) / 1_000_000_000 + " s")
                .collect(Collectors.joining(", "));
    }

    private Optional<Ticket> nextFor(List<Ticket> before, long version) {
        var waiting = active.values().stream()
                .filter(entry -> entry.stage == Stage.WAITING)
                .map(Entry::ticket)
                .findFirst();
        var candidate = waiting.or(this::fresh);
        return candidate
                .filter(ticket -> versionFor(ticket.step()) <= version)
                .filter(ticket ->
                        before.isEmpty() || versionFor(before.getFirst().step()) == versionFor(ticket.step()));
    }

    private Optional<Ticket> fresh() {
        long n = skipKnown(next);
        return n < end && freeSlots() > 0 ? Optional.of(order.ticket(n)) : Optional.empty();
    }

    /// The journal may hold later groups than the first that is missing.
    private long skipKnown(long n) {
        long at = n;
        while (active.containsKey(DealOrder.groupId(at))) {
            at++;
        }
        return at;
    }

    private int freeSlots() {
        return (maxStaleness + 1) * groupsPerStep - active.size();
    }

    private List<GivenUp> again(Predicate<Entry<W>> which, String reason, long nowNanos) {
        var givenUp = new ArrayList<GivenUp>();
        for (var entry : List.copyOf(active.values())) {
            if (!which.test(entry)) {
                continue;
            }
            var id = entry.ticket.groupId();
            if (entry.attempts < maxAttempts) {
                active.put(id, new Entry<>(entry.ticket, Stage.WAITING, Optional.empty(), entry.attempts, nowNanos));
            } else {
                active.remove(id);
                givenUp.add(new GivenUp(entry.ticket, reason + ", " + entry.attempts + " times"));
            }
        }
        return givenUp;
    }

    private void move(String groupId, Stage stage, long nowNanos) {
        active.computeIfPresent(groupId, (_, entry) -> entry.to(stage, nowNanos));
    }
}
