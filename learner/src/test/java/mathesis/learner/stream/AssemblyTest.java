package mathesis.learner.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AssemblyTest {
    private static final int SESSION = 5;
    private static final int LAYOUT = 1;
    private static final long LARGEST = 1_000;

    private final StreamTally tally = new StreamTally();
    private final Assembly assembly = new Assembly(AssemblyTest::allocate, tally);

    private static Optional<MemorySegment> allocate(ChunkHeader first) throws CorruptMessageException {
        if (first.totalBytes() > LARGEST) {
            throw new CorruptMessageException("too large");
        }
        return Optional.of(MemorySegment.ofArray(new byte[(int) first.totalBytes()]));
    }

    @ParameterizedTest(name = "{0} bytes in chunks of {1}")
    @CsvSource({"1, 1", "1, 8", "7, 8", "8, 8", "9, 8", "16, 8", "100, 1", "1000, 33"})
    void a_message_is_put_together(int length, int payload) throws CorruptMessageException {
        var chunks = Chunks.of(LAYOUT, 3, Chunks.counting(length), payload);
        for (var chunk : chunks.subList(0, chunks.size() - 1)) {
            assertEquals(Optional.empty(), accept(chunk));
        }
        assertWhole(3, Chunks.counting(length), accept(chunks.getLast()));
    }

    @Test
    void a_missing_chunk_gives_the_message_up_once_and_the_next_message_comes_through() throws CorruptMessageException {
        var chunks = Chunks.of(LAYOUT, 3, Chunks.counting(50), 10);
        accept(chunks.get(0));
        accept(chunks.get(1));
        var error = assertThrows(CorruptMessageException.class, () -> accept(chunks.get(3)));
        assertEquals("chunk 2 of 5 of transfer 3 is missing; chunk 3 of transfer 3 came", error.getMessage());
        assertEquals(Optional.empty(), accept(chunks.get(4)));
        assertWhole(4, Chunks.counting(20), acceptAll(Chunks.of(LAYOUT, 4, Chunks.counting(20), 10)));
        assertEquals(1, tally.counts().dropped());
    }

    @Test
    void joining_in_the_middle_is_reported_once() throws CorruptMessageException {
        var chunks = Chunks.of(LAYOUT, 3, Chunks.counting(50), 10);
        var error = assertThrows(CorruptMessageException.class, () -> accept(chunks.get(2)));
        assertEquals("the beginning is missing: chunk 2 of 5 of transfer 3 came first", error.getMessage());
        assertEquals(Optional.empty(), accept(chunks.get(3)));
        assertEquals(Optional.empty(), accept(chunks.get(4)));
        assertWhole(3, Chunks.counting(50), acceptAll(chunks));
    }

    @Test
    void damage_to_any_byte_of_a_chunk_is_noticed() {
        var chunk = Chunks.of(LAYOUT, 3, Chunks.counting(20), 20).getFirst();
        for (int at = 0; at < chunk.capacity(); at++) {
            flip(chunk, at);
            assertThrows(CorruptMessageException.class, () -> accept(chunk), "byte " + at);
            flip(chunk, at);
        }
        assertEquals(chunk.capacity(), tally.counts().dropped());
    }

    @Test
    void a_damaged_chunk_gives_up_the_message_it_came_in() throws CorruptMessageException {
        var chunks = Chunks.of(LAYOUT, 3, Chunks.counting(30), 10);
        accept(chunks.get(0));
        flip(chunks.get(1), ChunkHeader.BYTES + 4);
        var error = assertThrows(CorruptMessageException.class, () -> accept(chunks.get(1)));
        assertEquals("a chunk of 50 bytes fails its checksum", error.getMessage());
        assertEquals(OptionalLong.empty(), assembly.transferFrom(SESSION));
        assertEquals(Optional.empty(), accept(chunks.get(2)));
    }

    @Test
    void every_truncated_chunk_is_noticed() {
        var chunk = Chunks.of(LAYOUT, 3, Chunks.counting(20), 20).getFirst();
        for (int length = 0; length < chunk.capacity(); length++) {
            int cut = length;
            assertThrows(CorruptMessageException.class, () -> assembly.accept(SESSION, chunk, 0, cut));
        }
    }

    @Test
    void a_message_that_begins_supersedes_one_that_is_half_here() throws CorruptMessageException {
        accept(Chunks.of(LAYOUT, 3, Chunks.counting(50), 10).get(0));
        assertWhole(4, Chunks.counting(20), acceptAll(Chunks.of(LAYOUT, 4, Chunks.counting(20), 10)));
        assertEquals(1, tally.counts().superseded());
        assertEquals(0, tally.counts().dropped());
    }

    @Test
    void a_message_sent_again_from_its_beginning_comes_through() throws CorruptMessageException {
        var chunks = Chunks.of(LAYOUT, 3, Chunks.counting(50), 10);
        accept(chunks.get(0));
        accept(chunks.get(1));
        assertWhole(3, Chunks.counting(50), acceptAll(chunks));
    }

    @Test
    void chunks_of_another_session_do_not_complete_a_message() throws CorruptMessageException {
        var chunks = Chunks.of(LAYOUT, 3, Chunks.counting(20), 10);
        accept(chunks.get(0));
        var other = chunks.get(1);
        assertThrows(CorruptMessageException.class, () -> assembly.accept(SESSION + 1, other, 0, other.capacity()));
    }

    @Test
    void right_chunks_of_a_wrong_whole_are_noticed() throws CorruptMessageException {
        var header = new ChunkHeader(LAYOUT, 3, 0, 1, 20, 12345);
        var chunk = Chunks.chunk(header, Chunks.counting(20));
        var error = assertThrows(CorruptMessageException.class, () -> accept(chunk));
        assertEquals("transfer 3 as a whole fails its checksum", error.getMessage());
    }

    @ParameterizedTest(name = "chunk {0} of {1}, {2} bytes announced: {3}")
    @CsvSource({
        "0, 1, 19, has more bytes than it announced",
        "0, 1, 21, ends after 20 of 21 bytes",
        "0, 1, 1001, too large",
        "0, 1, 9223372036854775807, too large",
        "0, 1, 0, makes no sense",
        "0, 1, -5, makes no sense",
        "1, 1, 20, makes no sense",
        "-1, 1, 20, makes no sense",
        "0, 0, 20, makes no sense",
        "0, -7, 20, makes no sense"
    })
    void a_header_that_lies_is_refused(int index, int count, long total, String reason) {
        var payload = Chunks.counting(20);
        var chunk = Chunks.chunk(new ChunkHeader(LAYOUT, 3, index, count, total, Checksum.of(payload)), payload);
        var error = assertThrows(CorruptMessageException.class, () -> accept(chunk));
        assertTrue(error.getMessage().contains(reason), error::getMessage);
    }

    @Test
    void an_unwanted_message_is_passed_over_in_silence() throws CorruptMessageException {
        var uninterested = new Assembly(_ -> Optional.empty(), tally);
        for (var chunk : Chunks.of(LAYOUT, 3, Chunks.counting(30), 10)) {
            assertEquals(Optional.empty(), uninterested.accept(SESSION, chunk, 0, chunk.capacity()));
        }
        assertEquals(0, tally.counts().dropped());
    }

    private Optional<Assembly.Whole> accept(UnsafeBuffer chunk) throws CorruptMessageException {
        return assembly.accept(SESSION, chunk, 0, chunk.capacity());
    }

    private Optional<Assembly.Whole> acceptAll(List<UnsafeBuffer> chunks) throws CorruptMessageException {
        Optional<Assembly.Whole> latest = Optional.empty();
        for (var chunk : chunks) {
            latest = accept(chunk);
        }
        return latest;
    }

    private static void flip(UnsafeBuffer chunk, int at) {
        chunk.putByte(at, (byte) (chunk.getByte(at) ^ 0x10));
    }

    private static void assertWhole(long transfer, MemorySegment bytes, Optional<Assembly.Whole> whole) {
        assertEquals(transfer, whole.orElseThrow().transfer());
        assertArrayEquals(
                bytes.toArray(ValueLayout.JAVA_BYTE), whole.get().bytes().toArray(ValueLayout.JAVA_BYTE));
    }
}
