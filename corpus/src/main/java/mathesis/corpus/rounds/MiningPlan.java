package mathesis.corpus.rounds;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import mathesis.corpus.rounds.MiningTask.Step;

/// Which tasks of a run may be done next. A step begins when the step before is done in all its parts; a round when
/// the round before has ended and its domains are annotated.
///
/// Holds what is done and what is being done; not safe for use by several threads.
public final class MiningPlan {
    /// What the plan must know of a run and cannot count itself.
    public interface Facts {
        int archives();

        int ranges();

        /// Shards of a round whose documents are ranked.
        int shards(int round);

        /// How a round that is closed ended.
        RoundEnd end(int round);

        /// Whether the run may go on after this round: its domains are annotated, or nobody needs to.
        boolean annotated(int round);

        /// How many parts a step of a round has.
        default int parts(int round, Step step) {
            return switch (step.parts()) {
                case ONE -> 1;
                case ARCHIVES -> archives();
                case RANGES -> ranges();
                case SHARDS -> shards(round);
            };
        }
    }

    /// Where a run stands.
    public sealed interface Position {
        /// In the midst of a step.
        record Working(int round, Step step, int done, int parts) implements Position {}

        /// Until somebody annotates the domains of this round.
        record Waiting(int round) implements Position {}

        /// Over.
        record Finished(int rounds, RoundEnd end) implements Position {}
    }

    private final Facts facts;
    private int round = 1;
    private Step step = Step.SAMPLE;
    private int parts;
    private final BitSet done = new BitSet();
    private final BitSet dealt = new BitSet();

    /// @param finished tasks done before, in any order, as the journal has them
    public MiningPlan(Facts facts, List<MiningTask> finished) {
        this.facts = facts;
        this.parts = facts.parts(round, step);
        var left = new ArrayList<>(finished);
        boolean more = true;
        while (more) {
            var now = left.stream().filter(this::isCurrent).toList();
            left.removeAll(now);
            now.forEach(this::finish);
            more = !now.isEmpty() || advance();
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("the journal tells of " + left.getFirst() + ", which cannot be done before "
                    + new MiningTask(round, step, 0) + "; the run folder is not whole");
        }
    }

    public Position position() {
        advance();
        if (!stepIsDone() || step != Step.CLOSE) {
            return new Position.Working(round, step, done.cardinality(), parts);
        }
        var end = facts.end(round);
        return end.next() == RoundEnd.Next.ROUND ? new Position.Waiting(round) : new Position.Finished(round, end);
    }

    /// Deals a task that nobody is doing; empty when all of this step are dealt, or there is nothing to do.
    public Optional<MiningTask> deal() {
        advance();
        int part = nextFree();
        if (part >= parts) {
            return Optional.empty();
        }
        dealt.set(part);
        return Optional.of(new MiningTask(round, step, part));
    }

    private int nextFree() {
        var taken = (BitSet) dealt.clone();
        taken.or(done);
        return taken.nextClearBit(0);
    }

    /// Whether a task may be done now and is not done.
    public boolean wants(MiningTask task) {
        advance();
        return isCurrent(task) && !done.get(task.part());
    }

    /// Deals a certain task, which somebody is doing already; false when it may not be done now or is dealt.
    public boolean take(MiningTask task) {
        boolean free = wants(task) && !dealt.get(task.part());
        if (free) {
            dealt.set(task.part());
        }
        return free;
    }

    /// Takes back a task that was dealt and not done.
    public void giveBack(MiningTask task) {
        if (isCurrent(task)) {
            dealt.clear(task.part());
        }
    }

    /// Notes that a task is done; false when it was done already or belongs to a step that is over.
    public boolean finish(MiningTask task) {
        if (!isCurrent(task) || done.get(task.part())) {
            return false;
        }
        done.set(task.part());
        dealt.clear(task.part());
        return true;
    }

    private boolean isCurrent(MiningTask task) {
        return task.round() == round && task.step() == step && task.part() < parts;
    }

    private boolean stepIsDone() {
        return done.cardinality() == parts;
    }

    /// Goes to the next step when this one is done; true when it did.
    private boolean advance() {
        boolean advanced = false;
        while (stepIsDone()) {
            if (step != Step.CLOSE) {
                enter(round, Step.values()[step.ordinal() + 1]);
            } else if (facts.end(round).next() == RoundEnd.Next.ROUND && facts.annotated(round)) {
                enter(round + 1, Step.SAMPLE);
            } else {
                return advanced;
            }
            advanced = true;
        }
        return advanced;
    }

    private void enter(int nextRound, Step nextStep) {
        round = nextRound;
        step = nextStep;
        parts = facts.parts(round, step);
        done.clear();
        dealt.clear();
    }
}
