package mathesis.learner.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import mathesis.learner.journal.JournalEntry.Batch;
import mathesis.learner.journal.JournalEntry.LostGroup;
import mathesis.learner.stream.Batches;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchJournalTest {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1_000_000 * HOUR);

    @ParameterizedTest(name = "{0} tokens")
    @ValueSource(ints = {1, 7, 33, 5_000, 104_858, 400_000})
    void a_batch_of_any_size_is_read_back_after_reopening(int tokens) {
        var batch = Batches.batch(4, "00000001", tokens, 1);
        try (var journal = BatchJournal.open(folder)) {
            assertTrue(journal.append(batch));
            assertSame(batch, journal.replay(0).toList());
        }
        try (var journal = BatchJournal.open(folder)) {
            assertTrue(journal.contains("00000001"));
            assertSame(batch, journal.replay(0).toList());
            assertEquals(new JournalCounts(1, 1, 0, 0, 0, 0), journal.counts());
        }
    }

    @Test
    void replay_begins_at_a_step_and_keeps_the_order_of_arrival() {
        try (var journal = BatchJournal.open(folder)) {
            journal.append(Batches.batch(1, "a", 3, 1));
            journal.append(Batches.batch(3, "c", 3, 2));
            journal.append(new LostGroup("d", 2, "no answer could be scored"));
            journal.append(Batches.batch(2, "b", 3, 3));
            assertEquals(List.of("c", "d", "b"), groups(journal, 2));
            assertEquals(List.of("c"), groups(journal, 3));
            assertEquals(List.of(), groups(journal, 4));
        }
    }

    @Test
    void a_lost_group_keeps_its_reason() {
        var lost = new LostGroup("00000009", 5, "Prüfung: 3 of 3 failed");
        try (var journal = BatchJournal.open(folder)) {
            journal.append(lost);
        }
        try (var journal = BatchJournal.open(folder)) {
            assertEquals(List.of(lost), journal.replay(5).toList());
        }
    }

    @Test
    void a_group_that_is_there_is_refused_and_counted() {
        try (var journal = BatchJournal.open(folder)) {
            assertTrue(journal.append(Batches.batch(1, "a", 3, 1)));
            assertFalse(journal.append(Batches.batch(1, "a", 3, 1)));
            assertFalse(journal.append(new LostGroup("a", 1, "late")));
            assertEquals(2, journal.counts().duplicates());
        }
        try (var journal = BatchJournal.open(folder)) {
            assertFalse(journal.append(Batches.batch(1, "a", 3, 1)));
            assertEquals(List.of("a"), groups(journal, 0));
        }
    }

    @Test
    void a_second_writer_is_refused_with_the_name_of_the_first() {
        try (var _ = BatchJournal.open(folder)) {
            var error = assertThrows(JournalException.class, () -> BatchJournal.open(folder));
            assertEquals(
                    "journal " + folder + " is being written by process "
                            + ProcessHandle.current().pid() + "; only one may write it",
                    error.getMessage());
        }
        BatchJournal.open(folder).close();
    }

    @Test
    void files_without_a_needed_step_are_deleted_and_the_rest_is_kept() throws IOException {
        try (var journal = openAt()) {
            journal.append(Batches.batch(1, "a", 3, 1));
            journal.append(Batches.batch(2, "b", 3, 1));
            clock.addAndGet(HOUR);
            journal.append(Batches.batch(3, "c", 3, 1));
            clock.addAndGet(HOUR);
            journal.append(Batches.batch(4, "d", 3, 1));
            assertEquals(3, files());
            journal.retainFrom(2);
            assertEquals(3, files());
            journal.retainFrom(3);
            assertEquals(2, files());
            assertEquals(List.of("c", "d"), groups(journal, 0));
            assertFalse(journal.contains("a"));
            journal.retainFrom(100);
            assertEquals(1, files()); // the file that is being written stays
            assertTrue(journal.append(Batches.batch(5, "e", 3, 1)));
        }
        try (var journal = openAt()) {
            assertEquals(List.of("d", "e"), groups(journal, 0));
            assertTrue(journal.append(Batches.batch(6, "f", 3, 1)));
        }
    }

    @Test
    void a_writer_killed_between_two_files_hinders_nobody() throws IOException {
        try (var journal = openAt()) {
            journal.append(Batches.batch(1, "00000000", 5, 0));
            clock.addAndGet(HOUR);
            journal.append(Batches.batch(2, "00000001", 5, 1)); // ends the first file
        }
        try (var files = Files.list(folder)) {
            var newest = files.filter(file -> file.toString().endsWith(".cq4"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            Files.delete(newest);
        }
        clock.addAndGet(-HOUR);
        try (var journal = openAt()) {
            assertTrue(journal.contains("00000000"));
            assertTrue(journal.append(Batches.batch(2, "00000001", 5, 1)));
        }
        try (var journal = openAt()) {
            assertEquals(2, journal.counts().groups());
        }
    }

    @Test
    void a_clock_that_goes_back_hides_nothing() {
        try (var journal = openAt()) {
            journal.append(Batches.batch(1, "a", 3, 1));
            clock.addAndGet(3 * HOUR);
            journal.append(Batches.batch(2, "b", 3, 1));
            clock.addAndGet(-2 * HOUR);
            journal.append(Batches.batch(3, "c", 3, 1));
        }
        clock.addAndGet(-20 * HOUR);
        try (var journal = openAt()) {
            journal.append(Batches.batch(4, "d", 3, 1));
        }
        try (var journal = openAt()) {
            assertEquals(List.of("a", "b", "c", "d"), groups(journal, 0));
        }
    }

    @Test
    void a_damaged_entry_is_named_and_the_others_are_read() throws IOException {
        writeThree();
        damage(file -> flip(file, headerOfSecond(file) + 100, 4));
        try (var journal = BatchJournal.open(folder)) {
            assertEquals(List.of("a", "c"), groups(journal, 0));
            assertEquals(1, journal.counts().damaged());
            assertTrue(journal.damage().getFirst().endsWith("fails its checksum"), journal.damage()::getFirst);
            assertFalse(journal.contains("b"));
            assertTrue(journal.append(Batches.batch(1, "b", 50, 2)));
            assertEquals(List.of("a", "c", "b"), groups(journal, 0));
        }
    }

    @ParameterizedTest(name = "bit {0}")
    @ValueSource(ints = {0x80, 0x40}) // as if it were still being written; as if it were the queue's own note
    void a_journal_in_which_new_entries_could_not_be_found_again_is_refused(int bit) throws IOException {
        writeThree();
        damage(file -> flip(file, headerOfSecond(file) + 3, bit));
        var error = assertThrows(JournalException.class, () -> BatchJournal.open(folder));
        assertTrue(error.getMessage().startsWith("journal " + folder + " is damaged: "), error::getMessage);
    }

    @Test
    void an_entry_that_is_damaged_while_the_journal_is_open_stops_the_replay() throws IOException {
        writeThree();
        try (var journal = BatchJournal.open(folder)) {
            damage(file -> flip(file, headerOfSecond(file) + 100, 4));
            var error = assertThrows(JournalException.class, () -> groups(journal, 0));
            assertTrue(error.getMessage().startsWith("group b is not where it was"), error::getMessage);
        }
    }

    @Test
    void what_is_synced_is_read_back() {
        try (var journal = BatchJournal.open(folder)) {
            journal.append(Batches.batch(1, "a", 3, 1));
            journal.sync();
            journal.append(Batches.batch(1, "b", 3, 1));
            journal.sync();
        }
        try (var journal = BatchJournal.open(folder)) {
            assertEquals(List.of("a", "b"), groups(journal, 0));
        }
    }

    @Test
    void files_are_sparse() throws IOException, InterruptedException {
        try (var journal = BatchJournal.open(folder)) {
            journal.append(Batches.batch(1, "a", 100, 1));
        }
        var du = new ProcessBuilder("du", "-sk", folder.toString()).start();
        var kib = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replaceFirst("(?s)\\s.*", "");
        assertTrue(Integer.parseInt(kib) < 1024, kib + " KiB");
    }

    private BatchJournal openAt() {
        return BatchJournal.open(folder, clock::get);
    }

    private long files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cq4")).count();
        }
    }

    private static List<String> groups(BatchJournal journal, long fromStep) {
        return journal.replay(fromStep)
                .flatMap(entry -> entry.groupIds().stream())
                .toList();
    }

    private static void assertSame(mathesis.learner.PackedBatch expected, List<JournalEntry> found) {
        assertEquals(1, found.size());
        assertTrue(Batches.same(
                expected, assertInstanceOf(Batch.class, found.getFirst()).batch()));
    }

    private void writeThree() {
        try (var journal = BatchJournal.open(folder)) {
            journal.append(Batches.batch(1, "a", 50, 1));
            journal.append(Batches.batch(1, "b", 50, 2));
            journal.append(Batches.batch(1, "c", 50, 3));
        }
    }

    private void damage(Consumer<ByteBuffer> change) throws IOException {
        try (var files = Files.list(folder)) {
            var file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                change.accept(
                        channel.map(FileChannel.MapMode.READ_WRITE, 0, 1 << 20).order(ByteOrder.LITTLE_ENDIAN));
            }
        }
    }

    private static void flip(ByteBuffer file, int at, int bits) {
        file.put(at, (byte) (file.get(at) ^ bits));
    }

    /// Where the queue's own header of the second batch lies: before the piece's checksum, number, index and count.
    private static int headerOfSecond(ByteBuffer file) {
        int at = 0;
        while (file.getLong(at + 8) != 2 || file.getInt(at + 16) != 0 || file.getInt(at + 20) != 1) {
            at += 4;
        }
        return at;
    }
}
