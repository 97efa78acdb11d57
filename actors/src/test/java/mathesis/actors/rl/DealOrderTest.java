package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DealOrderTest {
    private static final List<Problem> PROBLEMS =
            IntStream.range(0, 7).mapToObj(i -> new Problem("p" + i, "q", "1")).toList();

    @Test
    void an_epoch_deals_every_problem_once_and_the_next_in_another_order() {
        var first = ids(7, 0);
        var second = ids(7, 7);
        assertEquals(Set.of("p0", "p1", "p2", "p3", "p4", "p5", "p6"), Set.copyOf(first));
        assertEquals(Set.copyOf(first), Set.copyOf(second));
        assertNotEquals(first, second);
    }

    @Test
    void any_number_can_be_asked_for_in_any_order() {
        var order = new DealOrder(PROBLEMS, 3, 8, 4);
        var late = order.ticket(16);
        var early = order.ticket(2);
        assertEquals(early, new DealOrder(PROBLEMS, 3, 8, 4).ticket(2));
        assertEquals(late, new DealOrder(PROBLEMS, 3, 8, 4).ticket(16));
    }

    @Test
    void a_ticket_names_group_step_and_round() {
        var ticket = new DealOrder(PROBLEMS, 3, 8, 4).ticket(16);
        assertEquals("00000016", ticket.groupId());
        assertEquals(5, ticket.step());
        assertEquals(8, ticket.samples());
        assertEquals(2, ticket.round());
    }

    @Test
    void a_step_has_its_groups() {
        assertEquals(List.of("00000004", "00000005", "00000006", "00000007"), DealOrder.groupsOf(2, 4));
    }

    private static List<String> ids(int count, long from) {
        var order = new DealOrder(PROBLEMS, 3, 8, 4);
        return LongStream.range(from, from + count)
                .mapToObj(n -> order.ticket(n).problem().id())
                .collect(Collectors.toList());
    }
}
