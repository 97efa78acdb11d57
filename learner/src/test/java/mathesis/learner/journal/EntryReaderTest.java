package mathesis.learner.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Optional;
import mathesis.learner.journal.EntryReader.Found;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EntryReaderTest {
    @TempDir
    Path folder;

    private ChronicleQueue queue;
    private ExcerptAppender appender;
    private EntryReader reader;

    @BeforeEach
    void open() {
        queue = SingleChronicleQueueBuilder.binary(folder).blockSize(1 << 20).build();
        appender = queue.createAppender();
        reader = new EntryReader(queue.createTailer());
    }

    @AfterEach
    void close() {
        reader.close();
        appender.close();
        queue.close();
    }

    @Test
    void pieces_make_an_entry() {
        write(7, 0, 3, 1, 2);
        write(7, 1, 3, 3);
        write(7, 2, 3, 4, 5);
        write(8, 0, 1);
        assertEntry(7, 1, 2, 3, 4, 5);
        assertEntry(8);
        assertEquals(Optional.empty(), reader.next());
    }

    @Test
    void an_entry_that_its_writer_did_not_finish_does_not_swallow_the_next() {
        write(7, 0, 3, 1);
        write(7, 1, 3, 2);
        write(7, 0, 1, 9); // the next process begins where the last whole entry ended
        assertDamaged("it ends after piece 2 of 3");
        assertEntry(7, 9);
    }

    @Test
    void an_unfinished_entry_at_the_end_is_reported() {
        write(7, 0, 2, 1);
        assertDamaged("it ends after piece 1 of 2");
        assertEquals(Optional.empty(), reader.next());
    }

    @Test
    void a_missing_piece_is_reported_and_so_is_what_comes_after_it() {
        write(7, 0, 4, 1);
        write(7, 2, 4, 3);
        write(7, 3, 4, 4);
        write(8, 0, 1, 5);
        assertDamaged("it ends after piece 1 of 4");
        assertDamaged("it begins with piece 4 of 4");
        assertEntry(8, 5);
    }

    @Test
    void a_piece_of_another_entry_does_not_complete_one() {
        write(7, 0, 2, 1);
        write(8, 1, 2, 2);
        assertDamaged("it ends after piece 1 of 2");
        assertEquals(Optional.empty(), reader.next());
    }

    @Test
    void a_document_of_something_else_is_reported() {
        try (var document = appender.writingDocument()) {
            document.wire().bytes().write(new byte[10]);
        }
        try (var document = appender.writingDocument()) {
            document.wire().bytes().write(new byte[100]);
        }
        write(1, 0, 1, 5);
        assertDamaged("a document of 10 bytes is no piece of an entry");
        assertDamaged("a piece of 80 bytes fails its checksum");
        assertEntry(1, 5);
    }

    @Test
    void an_entry_is_found_again_by_its_index() {
        write(1, 0, 1, 5);
        write(2, 0, 2, 6);
        write(2, 1, 2, 7);
        write(3, 0, 1, 8);
        assertEntry(1, 5);
        var second = assertInstanceOf(Found.Entry.class, reader.next().orElseThrow());
        assertEntry(3, 8);
        var again =
                assertInstanceOf(Found.Entry.class, reader.at(second.index()).orElseThrow());
        assertArrayEquals(new byte[] {6, 7}, again.bytes());
    }

    private void write(long entry, int index, int count, int... bytes) {
        var payload = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            payload[i] = (byte) bytes[i];
        }
        try (var document = appender.writingDocument()) {
            new Piece(entry, index, count, payload).write(document.wire().bytes());
        }
    }

    private void assertEntry(long number, int... bytes) {
        var entry = assertInstanceOf(Found.Entry.class, reader.next().orElseThrow());
        assertEquals(number, entry.number());
        assertEquals(bytes.length, entry.bytes().length);
        for (int i = 0; i < bytes.length; i++) {
            assertEquals(bytes[i], entry.bytes()[i]);
        }
    }

    private void assertDamaged(String reason) {
        assertEquals(
                reason,
                assertInstanceOf(Found.Damaged.class, reader.next().orElseThrow())
                        .reason());
    }
}
