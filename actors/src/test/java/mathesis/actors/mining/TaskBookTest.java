package mathesis.actors.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mathesis.actors.mining.TaskBook.Claim;
import mathesis.actors.mining.TaskBook.Report;
import mathesis.corpus.rounds.MiningPlan;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;
import mathesis.corpus.rounds.RoundEnd;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TaskBookTest {
    private static final int ATTEMPTS = 2;

    /// Two archives, three ranges, one shard, one round.
    private static final class Run implements MiningPlan.Facts {
        @Override
        public int archives() {
            return 2;
        }

        @Override
        public int ranges() {
            return 3;
        }

        @Override
        public int shards(int round) {
            return 1;
        }

        @Override
        public RoundEnd end(int round) {
            return new RoundEnd(1, 1, 0, 0, RoundEnd.Next.STOP_LAST);
        }

        @Override
        public boolean annotated(int round) {
            return true;
        }
    }

    private final TaskBook<String> book = at(Step.SAMPLE);

    /// A run in which every step before this one is done.
    private static TaskBook<String> at(Step step) {
        var facts = new Run();
        var done = IntStream.range(0, step.ordinal())
                .mapToObj(i -> Step.values()[i])
                .flatMap(before -> IntStream.range(0, parts(before)).mapToObj(i -> new MiningTask(1, before, i)))
                .toList();
        return new TaskBook<>(new MiningPlan(facts, done), ATTEMPTS);
    }

    private static int parts(Step step) {
        return switch (step.parts()) {
            case ONE, SHARDS -> 1;
            case ARCHIVES -> 2;
            case RANGES -> 3;
        };
    }

    private static MiningTask sample(int archive) {
        return new MiningTask(1, Step.SAMPLE, archive);
    }

    @Test
    void each_who_asks_gets_a_task_of_its_own_until_there_are_none() {
        assertEquals(Optional.of(sample(0)), book.deal("a", 0));
        assertEquals(Optional.of(sample(1)), book.deal("b", 0));
        assertEquals(Optional.empty(), book.deal("c", 0));
        assertEquals(Optional.of(sample(0)), book.heldBy("a"));
        assertEquals(Optional.empty(), book.heldBy("c"));
    }

    @Test
    void what_is_done_counts_when_it_is_on_the_disk_and_only_once() {
        book.deal("a", 0);
        assertEquals(Report.NEW, book.done(sample(0)));
        assertEquals(Report.SETTLING, book.done(sample(0)), "told again");
        assertEquals(Optional.of(sample(1)), book.deal("a", 0), "not the same once more");
        book.settled(sample(0));
        assertEquals(Report.KNOWN, book.done(sample(0)));
        assertEquals(Report.NEW, book.done(sample(1)));
        assertEquals(Optional.empty(), book.deal("a", 0), "the next step does not begin before");
        book.settled(sample(1));
        assertEquals(Optional.of(new MiningTask(1, Step.TRAIN, 0)), book.deal("a", 0));
    }

    @Test
    void what_somebody_had_who_is_gone_is_dealt_again() {
        book.deal("a", 0);
        var back = book.gone("a", "a is gone");
        assertEquals(List.of(new TaskBook.TakenBack(sample(0), "a is gone", 1, false)), back);
        assertEquals(Optional.of(sample(0)), book.deal("b", 0));
        assertEquals(List.of(), book.gone("a", "again"));
    }

    @Test
    void a_task_that_fails_too_often_is_the_last_straw_and_success_forgives() {
        book.deal("a", 0);
        assertFalse(book.failed("a", sample(0), "x").orElseThrow().last());
        assertEquals(Optional.empty(), book.failed("a", sample(0), "told again"));
        book.deal("b", 0);
        assertTrue(book.failed("b", sample(0), "x").orElseThrow().last());
        book.deal("a", 0);
        book.done(sample(0));
        book.settled(sample(0));
        book.deal("a", 0);
        assertFalse(book.failed("a", sample(1), "y").orElseThrow().last(), "each task has attempts of its own");
    }

    @Test
    void a_task_that_is_returned_has_not_failed() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.of(sample(0)), book.deal("a", 0));
            book.returned("a", sample(0));
        }
        book.deal("a", 0);
        book.returned("b", sample(0));
        assertEquals(Optional.of(sample(0)), book.heldBy("a"), "only its holder can return it");
    }

    @Test
    void only_getting_on_counts_against_the_deadline() {
        book.deal("a", 0);
        book.deal("b", 0);
        assertEquals(Claim.HELD, book.working("a", sample(0), 0.1, "x", 1, 50));
        assertEquals(Claim.HELD, book.working("b", sample(1), 0.1, "x", 1, 50));
        book.working("a", sample(0), 0.2, "x", 2, 100);
        book.working("b", sample(1), 0.1, "x", 1, 100); // says something, does nothing
        assertEquals(List.of(), book.overdue(100, "late", 150));
        var late = book.overdue(100, "late", 151);
        assertEquals(
                List.of(sample(1)), late.stream().map(TaskBook.TakenBack::task).toList());
        assertEquals(Claim.REFUSED, book.working("b", sample(1), 0.9, "x", 2, 160), "it was taken away from b");
        assertEquals(Optional.of(sample(1)), book.deal("c", 170));
        assertEquals(Report.NEW, book.done(sample(1)), "but whoever brings it first has done it");
    }

    @Test
    void a_new_book_learns_from_those_at_work_what_they_do() {
        assertEquals(Claim.ADOPTED, book.working("a", sample(1), 0.5, "half", 7, 0));
        assertEquals(Claim.REFUSED, book.working("b", sample(1), 0.5, "half", 7, 0));
        assertEquals(Claim.REFUSED, book.working("b", new MiningTask(1, Step.MINE, 0), 0.5, "", 7, 0), "a later step");
        assertEquals(Optional.of(sample(0)), book.deal("c", 0));
        assertEquals(Optional.empty(), book.deal("c", 0));
        assertEquals(
                List.of(
                        new TaskBook.Open<>(sample(1), Optional.of("a"), 0.5, "half"),
                        new TaskBook.Open<>(sample(0), Optional.of("c"), 0, "")),
                book.open());
    }

    @Test
    void hash_ranges_are_dealt_to_nobody_who_asks_but_so_many_at_a_time() {
        var ranges = at(Step.DEDUPLICATE);
        assertEquals(Optional.empty(), ranges.deal("a", 0));
        var two = ranges.dealRanges(2, 0);
        assertEquals(List.of(range(0), range(1)), two);
        assertEquals(List.of(), ranges.dealRanges(2, 0));
        assertEquals(two, ranges.unanswered());
        assertEquals(Claim.ADOPTED, ranges.working("entity 0", range(0), 0, "", 1, 0));
        assertEquals(List.of(range(1)), ranges.unanswered());
        ranges.returned("entity 0", range(0)); // moves to another node
        assertEquals(List.of(range(0)), ranges.dealRanges(2, 0));
        assertEquals(
                List.of(range(0), range(1)),
                ranges.unanswered().stream()
                        .sorted((a, b) -> Integer.compare(a.part(), b.part()))
                        .toList());
        assertEquals(Report.NEW, ranges.done(range(1)), "the answer itself was lost");
        assertEquals(List.of(range(2)), ranges.dealRanges(2, 0));
    }

    private static MiningTask range(int range) {
        return new MiningTask(1, Step.DEDUPLICATE, range);
    }

    @Test
    void a_run_is_over_when_its_last_task_is_settled() {
        var end = at(Step.CLOSE);
        end.deal("a", 0);
        end.done(new MiningTask(1, Step.CLOSE, 0));
        assertTrue(end.position() instanceof MiningPlan.Position.Working);
        end.settled(new MiningTask(1, Step.CLOSE, 0));
        assertTrue(end.position() instanceof MiningPlan.Position.Finished);
    }
}
