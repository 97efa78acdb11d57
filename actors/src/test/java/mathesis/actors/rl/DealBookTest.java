package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mathesis.actors.rl.DealBook.Stage;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DealBookTest {
    private static final List<Problem> PROBLEMS =
            IntStream.range(0, 5).mapToObj(i -> new Problem("p" + i, "q", "1")).toList();
    private static final int PER_STEP = 4;

    @ParameterizedTest(name = "staleness {0}: {1} slots")
    @CsvSource({"0, 4", "1, 8", "2, 12"})
    void no_more_problems_are_open_than_staleness_allows(int staleness, int slots) {
        var book = book(staleness, 0);
        assertEquals(slots, dealAll(book, "w", 0).size());
        book.sampled(List.of("00000000"), 0);
        book.received(List.of("00000000"), 0);
        assertEquals(List.of(), dealAll(book, "w", 0), "neither sampling nor arrival frees a slot");
    }

    @Test
    void a_step_that_was_trained_on_frees_its_slots() {
        var book = book(0, 0);
        dealAll(book, "w", 0);
        book.trained(1);
        assertEquals(List.of("00000004", "00000005", "00000006", "00000007"), dealAll(book, "w", 1));
    }

    @Test
    void a_lost_group_frees_its_slot_but_the_next_step_waits_for_its_weights() {
        var book = book(0, 0);
        dealAll(book, "w", 0);
        assertTrue(book.lost("00000002"));
        assertFalse(book.lost("00000002"));
        assertEquals(List.of(), dealAll(book, "w", 0));
        assertEquals(List.of("00000004"), dealAll(book, "w", 1));
    }

    @Test
    void with_staleness_each_step_is_pinned_to_its_version() {
        var book = book(1, 0);
        assertEquals(8, dealAll(book, "w", 0).size());
        assertEquals(0, book.versionFor(1));
        assertEquals(0, book.versionFor(2));
        assertEquals(1, book.versionFor(3));
        book.trained(1);
        assertEquals(List.of(), dealAll(book, "w", 0), "version 1 is not there yet");
        assertEquals(4, dealAll(book, "w", 1).size());
    }

    @Test
    void one_deal_is_for_one_version() {
        var book = book(1, 0);
        dealAll(book, "w", 0);
        book.trained(1);
        book.returned("w", "gone", 0);
        assertEquals(
                List.of("00000004", "00000005", "00000006", "00000007"),
                ids(book.deal("v", 8, 1, 0)),
                "step 2 is sampled with version 0, step 3 with version 1");
        assertEquals(4, book.deal("v", 8, 1, 0).size());
    }

    @Test
    void a_dead_workers_problems_are_dealt_again_first() {
        var book = book(0, 0);
        assertEquals(List.of("00000000", "00000001"), ids(book.deal("a", 2, 0, 0)));
        assertEquals(List.of("00000002"), ids(book.deal("b", 1, 0, 0)));
        book.sampled(List.of("00000001"), 0);
        assertEquals(List.of(), book.returned("a", "worker a is gone", 0));
        assertEquals(List.of("00000000", "00000003"), ids(book.deal("b", 8, 0, 0)), "what it had sampled is safe");
    }

    @Test
    void a_problem_that_never_comes_back_is_given_up_with_the_reason() {
        var book = book(0, 0);
        for (int attempt = 0; attempt < 2; attempt++) {
            book.deal("w", 1, 0, 0);
            assertEquals(List.of(), book.overdue(10, "not sampled in 10 ns", 11));
        }
        book.deal("w", 1, 0, 0);
        var givenUp = book.overdue(10, "not sampled in 10 ns", 11);
        assertEquals("00000000", givenUp.getFirst().ticket().groupId());
        assertEquals("not sampled in 10 ns, 3 times", givenUp.getFirst().reason());
        assertEquals(List.of("00000001"), ids(book.deal("w", 1, 0, 0)));
    }

    @Test
    void what_the_journal_holds_is_not_dealt_after_a_resume() {
        var book = book(0, 2);
        book.received(List.of("00000009", "00000011"), 0);
        assertEquals(List.of("00000008", "00000010"), dealAll(book, "w", 2));
        book.trained(3);
        assertEquals(List.of("00000012", "00000013", "00000014", "00000015"), dealAll(book, "w", 3));
    }

    @Test
    void a_whole_step_from_the_journal_is_skipped() {
        var book = book(0, 0);
        book.received(List.of("00000000", "00000001", "00000002", "00000003"), 0);
        assertEquals(List.of(), dealAll(book, "w", 0));
        book.trained(1);
        assertEquals(4, dealAll(book, "w", 1).size());
    }

    @Test
    void the_run_ends_with_its_last_step() {
        var book = new DealBook<String>(order(), PER_STEP, 1, 3, 0, 1);
        assertEquals(4, dealAll(book, "w", 0).size());
        book.trained(1);
        assertEquals(0, book.dealable(1));
        assertEquals(List.of(), dealAll(book, "w", 1));
    }

    @Test
    void what_can_be_dealt_is_counted_before_dealing() {
        var book = book(0, 0);
        assertEquals(4, book.dealable(0));
        book.deal("w", 3, 0, 0);
        assertEquals(1, book.dealable(0));
        book.returned("w", "gone", 0);
        assertEquals(4, book.dealable(0));
    }

    @Test
    void the_book_tells_what_is_waited_for() {
        var book = book(0, 0);
        dealAll(book, "w", 0);
        book.sampled(List.of("00000001"), 0);
        book.received(List.of("00000000", "00000002"), 0);
        assertEquals(Map.of(Stage.DEALT, 1, Stage.SAMPLED, 1, Stage.RECEIVED, 2), book.stages());
        assertEquals(
                "group 00000001 is being graded and packed since 7 s, group 00000003 is being sampled since 7 s",
                book.waitsFor(7_000_000_000L));
    }

    private static DealBook<String> book(int staleness, long doneSteps) {
        return new DealBook<>(order(), PER_STEP, staleness, 3, doneSteps, 1000);
    }

    private static DealOrder order() {
        return new DealOrder(PROBLEMS, 1, 8, PER_STEP);
    }

    private static List<String> dealAll(DealBook<String> book, String worker, long version) {
        var dealt = new ArrayList<String>();
        for (var deal = book.deal(worker, 3, version, 0); !deal.isEmpty(); deal = book.deal(worker, 3, version, 0)) {
            dealt.addAll(ids(deal));
        }
        return dealt;
    }

    private static List<String> ids(List<Ticket> tickets) {
        return tickets.stream().map(Ticket::groupId).toList();
    }
}
