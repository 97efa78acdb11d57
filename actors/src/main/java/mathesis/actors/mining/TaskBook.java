package mathesis.actors.mining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mathesis.corpus.rounds.MiningPlan;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Parts;

/// Who does which task of a run, how often it was tried and since when nothing was heard of it. Decides; tells nobody.
///
/// Times are nanoseconds of one clock. Not safe for use by several threads.
///
/// @param <H> a holder of tasks
final class TaskBook<H> {
    /// What the word of a holder about its task means.
    enum Claim {
        /// The task is its.
        HELD,
        /// The task is its from now on: nobody knew of it.
        ADOPTED,
        /// Somebody else has it, or it is not to be done.
        REFUSED
    }

    /// What a report means.
    enum Report {
        /// New: it counts as soon as it is on the disk.
        NEW,
        /// It is on its way to the disk.
        SETTLING,
        /// The task was done before.
        KNOWN
    }

    /// A task taken away from who had it.
    ///
    /// @param attempts how often it has failed
    /// @param last     whether it may not be tried again
    record TakenBack(MiningTask task, String reason, int attempts, boolean last) {}

    /// A task that is being done.
    ///
    /// @param holder empty until the entity that it was sent to has answered
    record Open<H>(MiningTask task, Optional<H> holder, double share, String what) {}

    private static final class Entry<H> {
        private Optional<H> holder;
        private long heardNanos;
        private long beats = -1;
        private double share;
        private String what = "";

        Entry(Optional<H> holder, long now) {
            this.holder = holder;
            this.heardNanos = now;
        }
    }

    private record Pair<H>(H holder, MiningTask task) {}

    private final MiningPlan plan;
    private final int mostAttempts;
    private final Map<MiningTask, Entry<H>> open = new LinkedHashMap<>();
    private final Map<MiningTask, Integer> attempts = new HashMap<>();
    private final Set<MiningTask> settling = new HashSet<>();
    /// Whom a task was taken from may not claim it again.
    private final Set<Pair<H>> refused = new HashSet<>();

    /// @param mostAttempts times that a task may fail
    TaskBook(MiningPlan plan, int mostAttempts) {
        this.plan = plan;
        this.mostAttempts = mostAttempts;
    }

    /// Where the run stands.
    MiningPlan.Position position() {
        return plan.position();
    }

    /// A task for a holder that asks; empty where the step is not divided among those.
    Optional<MiningTask> deal(H holder, long now) {
        return dividedByRange() ? Optional.empty() : deal(Optional.of(holder), now);
    }

    /// Tasks that go to the entities of their hash ranges, as many as keep no more than `most` being done.
    List<MiningTask> dealRanges(int most, long now) {
        var dealt = new ArrayList<MiningTask>();
        boolean more = dividedByRange();
        while (more && open.size() < most) {
            var task = deal(Optional.empty(), now);
            task.ifPresent(dealt::add);
            more = task.isPresent();
        }
        return dealt;
    }

    private boolean dividedByRange() {
        return plan.position() instanceof MiningPlan.Position.Working working
                && working.step().parts() == Parts.RANGES;
    }

    private Optional<MiningTask> deal(Optional<H> holder, long now) {
        var task = plan.deal();
        task.ifPresent(dealt -> open.put(dealt, new Entry<>(holder, now)));
        return task;
    }

    /// The task that somebody has.
    Optional<MiningTask> heldBy(H holder) {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().holder.equals(Optional.of(holder)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Tasks of hash ranges whose entity has not answered.
    List<MiningTask> unanswered() {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().holder.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Somebody says that it does a task.
    ///
    /// @param beats grows whenever the task gets on
    Claim working(H holder, MiningTask task, double share, String what, long beats, long now) {
        var claim = claim(holder, task, now);
        var entry = open.get(task);
        if (claim != Claim.REFUSED && entry.beats != beats) {
            entry.beats = beats;
            entry.heardNanos = now;
            entry.share = share;
            entry.what = what;
        }
        return claim;
    }

    private Claim claim(H holder, MiningTask task, long now) {
        if (refused.contains(new Pair<>(holder, task))) {
            return Claim.REFUSED;
        }
        var entry = open.get(task);
        if (entry == null) {
            if (!plan.take(task)) {
                return Claim.REFUSED;
            }
            open.put(task, new Entry<>(Optional.of(holder), now));
            return Claim.ADOPTED;
        }
        if (entry.holder.isEmpty()) {
            entry.holder = Optional.of(holder);
            return Claim.ADOPTED;
        }
        return entry.holder.get().equals(holder) ? Claim.HELD : Claim.REFUSED;
    }

    /// Somebody says that a task is done, whoever had it.
    Report done(MiningTask task) {
        if (settling.contains(task)) {
            return Report.SETTLING;
        }
        if (!plan.wants(task)) {
            return Report.KNOWN;
        }
        open.remove(task);
        plan.take(task); // given back meanwhile, or dealt still: nobody else shall begin it
        settling.add(task);
        return Report.NEW;
    }

    /// A report is on the disk.
    void settled(MiningTask task) {
        settling.remove(task);
        attempts.remove(task);
        plan.finish(task);
        refused.removeIf(pair -> pair.task.equals(task));
    }

    /// A holder gives a task back for no fault of the task.
    void returned(H holder, MiningTask task) {
        if (holds(holder, task)) {
            giveBack(task);
        }
    }

    /// A holder could not do a task; empty when it is not its any more.
    Optional<TakenBack> failed(H holder, MiningTask task, String reason) {
        return holds(holder, task) ? Optional.of(takeBack(task, reason)) : Optional.empty();
    }

    /// A holder is gone.
    List<TakenBack> gone(H holder, String reason) {
        refused.removeIf(pair -> pair.holder.equals(holder));
        return takeBackAll(entry -> entry.holder.equals(Optional.of(holder)), reason);
    }

    /// Takes back what has not got on for longer than a limit.
    List<TakenBack> overdue(long limitNanos, String reason, long now) {
        return takeBackAll(entry -> now - entry.heardNanos > limitNanos, reason);
    }

    private List<TakenBack> takeBackAll(Predicate<Entry<H>> which, String reason) {
        var tasks = open.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return tasks.stream().map(task -> takeBack(task, reason)).toList();
    }

    private boolean holds(H holder, MiningTask task) {
        var entry = open.get(task);
        return entry != null && entry.holder.map(holder::equals).orElse(true);
    }

    private TakenBack takeBack(MiningTask task, String reason) {
        open.get(task).holder.ifPresent(holder -> refused.add(new Pair<>(holder, task)));
        giveBack(task);
        int failed = attempts.merge(task, 1, Integer::sum);
        return new TakenBack(task, reason, failed, failed >= mostAttempts);
    }

    private void giveBack(MiningTask task) {
        open.remove(task);
        plan.giveBack(task);
    }

    /// What is being done, in the order in which it was dealt.
    List<Open<H>> open() {
        return open.entrySet().stream()
                .map(entry -> new Open<>(
                        entry.getKey(), entry.getValue().holder, entry.getValue().share, entry.getValue().what))
                .toList();
    }
}
