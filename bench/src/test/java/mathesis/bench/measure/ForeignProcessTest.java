package mathesis.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForeignProcessTest {
    @Test
    void it_lives_until_it_is_closed() {
        long before = ProcessHandle.current().children().count();
        try (var foreign = new ForeignProcess()) {
            assertEquals(before + 1, ProcessHandle.current().children().count());
            assertTrue(foreign.cpuSeconds() >= 0);
        }
        assertEquals(before, ProcessHandle.current().children().count());
    }
}
