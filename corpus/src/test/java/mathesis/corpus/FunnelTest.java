package mathesis.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FunnelTest {
    private final Funnel funnel = new Funnel(7, Map.of(DropReason.STATUS, 2L, DropReason.TOO_SHORT, 1L));

    @Test
    void every_record_is_kept_or_dropped() {
        assertEquals(10, funnel.read());
    }

    @Test
    void a_later_drop_moves_records_and_loses_none() {
        var later = funnel.thenDropped(DropReason.BUDGET, 3).thenDropped(DropReason.STATUS, 1);

        assertEquals(
                new Funnel(3, Map.of(DropReason.STATUS, 3L, DropReason.TOO_SHORT, 1L, DropReason.BUDGET, 3L)), later);
        assertEquals(funnel.read(), later.read());
    }

    @Test
    void archives_add_up() {
        assertEquals(new Funnel(14, Map.of(DropReason.STATUS, 4L, DropReason.TOO_SHORT, 2L)), funnel.plus(funnel));
        assertEquals(funnel, funnel.plus(Funnel.EMPTY));
    }

    @Test
    void more_cannot_be_dropped_than_was_kept() {
        assertThrows(IllegalArgumentException.class, () -> funnel.thenDropped(DropReason.BUDGET, 8));
    }
}
