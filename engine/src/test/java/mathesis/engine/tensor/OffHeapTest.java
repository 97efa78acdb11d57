package mathesis.engine.tensor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OffHeapTest {
    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(longs = {1, 63, 64, 65, 65_536, 1 << 20, (2 << 20) - 1, 2 << 20, (8 << 20) + 5, 40 << 20})
    void memory_is_aligned_zero_and_counted_until_it_is_closed(long bytes) {
        long before = OffHeap.heldBytes();
        try (var memory = new OffHeap()) {
            var segment = memory.allocate(bytes, 64);
            assertEquals(bytes, segment.byteSize());
            assertEquals(0, segment.address() % 64);
            for (long at : new long[] {0, bytes / 2, bytes - 1}) {
                assertEquals(0, segment.get(JAVA_BYTE, at));
            }
            segment.fill((byte) 7);
            assertTrue(OffHeap.heldBytes() - before >= bytes);
            assertTrue(OffHeap.peakBytes() >= OffHeap.heldBytes());
        }
        assertEquals(before, OffHeap.heldBytes());
    }

    @Test
    void requests_of_all_sizes_do_not_overlap() {
        try (var memory = new OffHeap()) {
            var segments = new ArrayList<MemorySegment>();
            for (int i = 0; i < 300; i++) {
                segments.add(memory.allocate(1 + i * 7919L % 90_000, 64));
            }
            segments.add(memory.allocate(9 << 20, 64));
            segments.sort(Comparator.comparingLong(MemorySegment::address));
            for (int i = 1; i < segments.size(); i++) {
                var last = segments.get(i - 1);
                assertTrue(last.address() + last.byteSize() <= segments.get(i).address());
            }
        }
    }

    @Test
    void many_small_requests_hold_little_more_than_they_ask_for() {
        long before = OffHeap.heldBytes();
        try (var memory = new OffHeap()) {
            for (int i = 0; i < 10_000; i++) {
                memory.floats(1000);
            }
            long held = OffHeap.heldBytes() - before;
            assertTrue(held < 3 * 10_000 * 4000L, "held " + held);
        }
    }

    @Test
    void closed_memory_cannot_be_used() {
        var memory = new OffHeap();
        var small = memory.floats(4);
        var large = memory.floats(4 << 20);
        memory.close();
        assertThrows(IllegalStateException.class, () -> small.get(JAVA_BYTE, 0));
        assertThrows(IllegalStateException.class, () -> large.get(JAVA_BYTE, 0));
    }

    @Test
    void a_request_beyond_the_machine_says_what_is_held() {
        try (var memory = new OffHeap()) {
            var error = assertThrows(OutOfMemoryError.class, () -> memory.allocate(1L << 50, 64));
            assertTrue(error.getMessage().contains("decode rows"), error.getMessage());
        }
    }
}
