package mathesis.corpus.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import mathesis.corpus.rounds.MiningTask.Step;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MiningJournalTest {
    private static final TaskReport FIRST =
            new TaskReport(new MiningTask(1, Step.SAMPLE, 0), Map.of("pages", 12.0, "bytes", 3e9));
    private static final TaskReport SECOND = TaskReport.of(new MiningTask(1, Step.SAMPLE, 1));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("run").resolve("journal.jsonl");
    }

    @Test
    void what_is_appended_is_there_when_it_is_opened_again() throws IOException {
        try (var journal = MiningJournal.open(file())) {
            assertEquals(List.of(), journal.before());
            journal.append(FIRST);
            journal.append(SECOND);
            assertEquals(List.of(FIRST, SECOND), MiningJournal.read(file()));
        }
        try (var journal = MiningJournal.open(file())) {
            assertEquals(List.of(FIRST, SECOND), journal.before());
        }
    }

    @Test
    void a_line_without_an_end_is_cut_off_and_the_next_follows_whole_lines() throws IOException {
        try (var journal = MiningJournal.open(file())) {
            journal.append(FIRST);
        }
        Files.writeString(file(), "{\"task\":{\"round\":1,\"st", StandardOpenOption.APPEND);

        assertEquals(List.of(FIRST), MiningJournal.read(file()));
        try (var journal = MiningJournal.open(file())) {
            assertEquals(List.of(FIRST), journal.before());
            journal.append(SECOND);
        }
        assertEquals(List.of(FIRST, SECOND), MiningJournal.read(file()));
    }

    @Test
    void a_damaged_line_is_named() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"task\":7}\n");

        var refused = assertThrows(IOException.class, () -> MiningJournal.open(file()));
        assertTrue(refused.getMessage().contains("journal.jsonl line 1"), refused.getMessage());
    }

    @Test
    void two_cannot_hold_it() throws IOException {
        try (var _ = MiningJournal.open(file())) {
            assertThrows(IOException.class, () -> MiningJournal.open(file()));
        }
    }

    /// Asks from a process of its own: a lock does not exclude the process that has it.
    public static final class Onlooker {
        public static void main(String[] args) throws IOException {
            System.exit(MiningJournal.isHeld(Path.of(args[0])) ? 3 : 4);
        }
    }

    @Test
    void a_journal_is_held_against_other_processes_also_when_it_is_read_meanwhile() throws Exception {
        assertEquals(4, onlooker());
        try (var journal = MiningJournal.open(file())) {
            journal.append(FIRST);
            MiningJournal.read(file());
            assertTrue(MiningJournal.isHeld(file()));
            assertThrows(IOException.class, () -> MiningJournal.open(file()));
            assertEquals(3, onlooker());
        }
        assertEquals(4, onlooker());
        assertFalse(MiningJournal.isHeld(file()));
    }

    private int onlooker() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Onlooker.class.getName(),
                        file().toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
