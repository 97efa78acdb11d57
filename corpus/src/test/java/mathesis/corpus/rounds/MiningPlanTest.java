package mathesis.corpus.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mathesis.corpus.rounds.MiningPlan.Position;
import mathesis.corpus.rounds.MiningTask.Step;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MiningPlanTest {
    /// 3 archives, 2 ranges, as many shards as the round has a number, over after round 2.
    private static final class Run implements MiningPlan.Facts {
        private final Set<Integer> annotated = new HashSet<>();

        @Override
        public int archives() {
            return 3;
        }

        @Override
        public int ranges() {
            return 2;
        }

        @Override
        public int shards(int round) {
            return round;
        }

        @Override
        public RoundEnd end(int round) {
            return new RoundEnd(10, 100, 0.5, 1, round == 1 ? RoundEnd.Next.ROUND : RoundEnd.Next.STOP_KNOWN);
        }

        @Override
        public boolean annotated(int round) {
            return annotated.contains(round);
        }
    }

    private final Run run = new Run();

    private static List<MiningTask> workThrough(MiningPlan plan) {
        var tasks = new ArrayList<MiningTask>();
        for (var task = plan.deal(); task.isPresent(); task = plan.deal()) {
            tasks.add(task.get());
            assertTrue(plan.finish(task.get()));
        }
        return tasks;
    }

    @Test
    void a_step_begins_when_every_part_of_the_step_before_is_done() {
        var plan = new MiningPlan(run, List.of());
        var sampled = List.of(
                plan.deal().orElseThrow(),
                plan.deal().orElseThrow(),
                plan.deal().orElseThrow());

        assertTrue(plan.deal().isEmpty());
        plan.finish(sampled.get(2));
        plan.finish(sampled.get(0));
        assertTrue(plan.deal().isEmpty());
        plan.finish(sampled.get(1));
        assertEquals(new MiningTask(1, Step.TRAIN, 0), plan.deal().orElseThrow());
    }

    @Test
    void a_round_is_followed_by_another_only_when_its_domains_are_annotated() {
        var plan = new MiningPlan(run, List.of());

        assertEquals(3 + 1 + 3 + 2 + 1 + 1 + 2 + 1, workThrough(plan).size());
        assertEquals(new Position.Waiting(1), plan.position());
        run.annotated.add(1);
        assertEquals(new Position.Working(2, Step.SAMPLE, 0, 3), plan.position());
        assertEquals(3 + 1 + 3 + 2 + 1 + 2 + 2 + 1, workThrough(plan).size());
        assertInstanceOf(Position.Finished.class, plan.position());
    }

    @Test
    void a_task_that_is_given_back_is_dealt_again_and_one_done_twice_counts_once() {
        var plan = new MiningPlan(run, List.of());
        var first = plan.deal().orElseThrow();

        plan.giveBack(first);
        assertEquals(first, plan.deal().orElseThrow());
        assertTrue(plan.finish(first));
        assertFalse(plan.finish(first));
        plan.giveBack(first);
        assertEquals(new MiningTask(1, Step.SAMPLE, 1), plan.deal().orElseThrow());
    }

    @ParameterizedTest(name = "killed after {0} tasks")
    @ValueSource(ints = {0, 1, 3, 4, 8, 14, 15, 29})
    void a_resumed_run_does_what_is_left_and_nothing_twice(int count) {
        run.annotated.add(1);
        var whole = workThrough(new MiningPlan(run, List.of()));
        var journal = new ArrayList<>(whole.subList(0, count));
        Collections.shuffle(journal, new Random(count));

        assertEquals(whole.subList(count, whole.size()), workThrough(new MiningPlan(run, journal)));
    }

    @Test
    void a_journal_that_tells_of_a_later_step_before_an_earlier_is_refused() {
        var journal = List.of(new MiningTask(1, Step.MINE, 0));

        assertThrows(IllegalStateException.class, () -> new MiningPlan(run, journal));
    }

    @Test
    void a_task_that_somebody_is_doing_already_is_dealt_to_nobody_else() {
        var plan = new MiningPlan(run, List.of());
        assertTrue(plan.take(new MiningTask(1, Step.SAMPLE, 1)));
        assertFalse(plan.take(new MiningTask(1, Step.SAMPLE, 1)));
        assertFalse(plan.take(new MiningTask(1, Step.TRAIN, 0)), "a later step");
        assertEquals(0, plan.deal().orElseThrow().part());
        assertEquals(2, plan.deal().orElseThrow().part());
        assertTrue(plan.deal().isEmpty());
        plan.finish(new MiningTask(1, Step.SAMPLE, 1));
        assertFalse(plan.take(new MiningTask(1, Step.SAMPLE, 1)), "done");
    }
}
