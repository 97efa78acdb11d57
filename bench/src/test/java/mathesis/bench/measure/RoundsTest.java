package mathesis.bench.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// With clocks that say whatever they are told.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundsTest {
    @Test
    void work_is_done_by_turns() {
        var order = new StringBuilder();
        Timed first = _ -> said(order, 'a', 1);
        Timed second = _ -> said(order, 'b', 1);
        var _ = Rounds.of(
                new Pace(1, 0.5, 3), first, second); // a warm-up of one run each, since one takes too long already
        assertEquals("ab" + "ab".repeat(3), order.toString());
    }

    @Test
    void a_reading_is_the_time_of_one_run_however_many_were_timed_together() {
        Timed each = repeats -> repeats * 0.001;
        var sample = Rounds.of(new Pace(0.06, 0.02, 1), each).getFirst();
        assertArrayEquals(new double[] {0.001, 0.001, 0.001}, sample.readings(), 1e-12);
    }

    @Test
    void warming_up_goes_on_while_the_work_gets_faster() {
        double[] seconds = {8, 4, 2, 1, 1, 1, 1, 1};
        int[] runs = {0};
        Timed faster = repeats -> repeats * seconds[Math.min(runs[0]++, seconds.length - 1)];
        var sample = Rounds.of(new Pace(1, 100, 2), faster).getFirst();
        assertArrayEquals(new double[] {1, 1}, sample.readings());
    }

    private static double said(StringBuilder order, char name, double seconds) {
        order.append(name);
        return seconds;
    }
}
