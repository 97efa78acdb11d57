package mathesis.learner.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mathesis.learner.journal.JournalEntry.Batch;
import mathesis.learner.stream.Batches;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchJournalKillTest {
    @TempDir
    Path folder;

    @Test
    void after_kill_9_in_the_middle_of_appending_every_acknowledged_batch_is_there_and_no_half_one()
            throws IOException, InterruptedException {
        var random = new Random(7);
        int present = 0;
        for (int kill = 0; kill < 4; kill++) {
            var acknowledged = appendUntilKilled(present, 5 + random.nextInt(30));
            try (var journal = BatchJournal.open(folder)) {
                present = journal.counts().groups();
                assertTrue(present >= present(acknowledged), present + " present, acknowledged " + acknowledged);
                assertWhole(journal, present);
            }
        }
        try (var journal = BatchJournal.open(folder)) {
            assertTrue(journal.append(Batches.batch(present + 1, JournalWriter.id(present), 5, present)));
            assertEquals(present + 1, journal.counts().groups());
        }
    }

    private static int present(List<String> acknowledged) {
        return Integer.parseInt(acknowledged.getLast()) + 1;
    }

    /// Batches 0 to `present` without a gap, in order, each as the writer made it.
    private static void assertWhole(BatchJournal journal, int present) {
        var entries = journal.replay(0).iterator();
        for (int n = 0; n < present; n++) {
            var expected = Batches.batch(n + 1, JournalWriter.id(n), JournalWriter.tokens(n), n);
            assertTrue(entries.next() instanceof Batch(var batch) && Batches.same(expected, batch), "batch " + n);
        }
        assertTrue(!entries.hasNext());
    }

    /// What a writer in a process of its own acknowledged before it was killed, soon after `count` batches.
    private List<String> appendUntilKilled(int from, int count) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), JournalWriter.class.getName()));
        command.addAll(List.of(folder.toString(), Integer.toString(from)));
        var process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var acknowledged = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == count) {
                    process.toHandle().destroyForcibly(); // unlike the process itself, keeps the pipe readable
                }
            }
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
            assertEquals(128 + 9, process.exitValue());
            return acknowledged;
        }
    }
}
