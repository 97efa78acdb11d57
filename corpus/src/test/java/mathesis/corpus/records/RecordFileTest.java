package mathesis.corpus.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordFileTest {
    private static final int BUFFER = 100;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("new/records");
        try (var writer = new RecordFileWriter(file, 2, 4, 7, -1)) {
            writer.add(0, 1, 2);
            writer.add(2, 3, 4);
            writer.add(2, 5, Long.MIN_VALUE);
            writer.commit();
        }
    }

    @Test
    void sections_and_parameters_come_back() throws IOException {
        var read = RecordFile.open(file);
        assertEquals(List.of(7L, -1L), read.parameters());
        assertEquals(4, read.sections().size());
        assertArrayEquals(new long[][] {{1, 2}}, ExternalSortTest.drained(read.read(0, BUFFER)));
        assertArrayEquals(new long[0][], ExternalSortTest.drained(read.read(1, BUFFER)));
        assertArrayEquals(new long[][] {{3, 4}, {5, Long.MIN_VALUE}}, ExternalSortTest.drained(read.read(2, 1)));
    }

    @Test
    void every_torn_length_and_every_flipped_byte_is_noticed() throws IOException {
        var whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            Files.write(file, Arrays.copyOf(whole, i));
            assertNoticed();
            var flipped = whole.clone();
            flipped[i] ^= 0x10;
            Files.write(file, flipped);
            assertNoticed();
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertNoticed();
    }

    @Test
    void a_writer_that_does_not_commit_leaves_the_old_file_and_nothing_else() throws IOException {
        var before = Files.readAllBytes(file);
        try (var writer = new RecordFileWriter(file, 2, 1)) {
            writer.add(0, 9, 9);
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        try (var entries = Files.list(file.getParent())) {
            assertEquals(1, entries.count());
        }
    }

    @Test
    void sections_come_in_their_order() throws IOException {
        try (var writer = new RecordFileWriter(file, 1, 3)) {
            writer.add(1, 9);
            assertThrows(IllegalArgumentException.class, () -> writer.add(0, 9));
            assertThrows(IllegalArgumentException.class, () -> writer.add(3, 9));
        }
    }

    private void assertNoticed() {
        var e = assertThrows(DamagedFileException.class, () -> {
            var read = RecordFile.open(file);
            for (int i = 0; i < read.sections().size(); i++) {
                ExternalSortTest.drained(read.read(i, BUFFER));
            }
        });
        assertTrue(e.getMessage().startsWith(file + " is damaged: "), e.getMessage());
    }
}
