package mathesis.learner.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AeronTransportTest {
    @TempDir
    Path folder;

    @Test
    void the_folder_is_named_after_the_process_and_gone_after_closing() throws IOException {
        var transport = open();
        assertEquals(1, folders().size());
        assertTrue(folders()
                .getFirst()
                .getFileName()
                .toString()
                .startsWith("mathesis-aeron-" + ProcessHandle.current().pid() + "-"));
        transport.close();
        assertTrue(transport.closed());
        assertEquals(List.of(), folders());
    }

    @Test
    void two_transports_live_side_by_side() throws IOException {
        try (var one = open();
                var two = open()) {
            assertEquals(2, folders().size());
            assertFalse(one.closed());
            assertFalse(two.closed());
        }
    }

    @Test
    void folders_of_dead_processes_are_removed_and_no_others() throws IOException, InterruptedException {
        long dead = deadProcess();
        var abandoned = Files.createDirectory(folder.resolve("mathesis-aeron-" + dead + "-1"));
        Files.write(abandoned.resolve("cnc.dat"), new byte[10]);
        var living = Files.createDirectory(
                folder.resolve("mathesis-aeron-" + ProcessHandle.current().pid() + "-999"));
        var strange = Files.createDirectory(folder.resolve("mathesis-aeron-" + dead));
        open().close();
        assertFalse(Files.exists(abandoned));
        assertTrue(Files.exists(living));
        assertTrue(Files.exists(strange));
    }

    @Test
    void a_folder_whose_driver_still_beats_is_left_alone() throws IOException, InterruptedException {
        long dead = deadProcess(); // as a process in another container looks
        var elsewhere = folder.resolve("elsewhere");
        try (var _ = AeronTransport.open(new TransportSettings(Files.createDirectory(elsewhere), 64 << 10));
                var drivers = Files.list(elsewhere)) {
            var beating = folder.resolve("mathesis-aeron-" + dead + "-1");
            Files.createSymbolicLink(beating, drivers.findFirst().orElseThrow());
            assertEquals(List.of(), DriverFolder.sweep(folder));
            assertTrue(Files.exists(beating));
        }
    }

    @Test
    void a_port_in_use_is_an_error_that_names_it_and_is_kept() {
        var channel = Channel.loopback(Streams.freePort());
        try (var one = open();
                var two = open();
                var _ = one.subscribeBatches(channel)) {
            var error = assertThrows(TransportException.class, () -> two.subscribeBatches(channel));
            assertTrue(error.getMessage().startsWith("cannot subscribe to stream 1 on aeron:udp?endpoint=127.0.0.1:"));
            assertEquals(1, two.errors().size());
            assertTrue(two.errors().getFirst().startsWith("media driver: "), two.errors()::getFirst);
        }
    }

    @Test
    void an_unwritable_folder_is_named() {
        var nowhere = folder.resolve("nowhere");
        var error = assertThrows(
                TransportException.class, () -> AeronTransport.open(new TransportSettings(nowhere, 64 << 10)));
        assertTrue(error.getMessage().startsWith("no media driver in " + nowhere), error::getMessage);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, -1, 1000, 65_535, 100_000, Integer.MIN_VALUE})
    void a_term_length_that_is_no_power_of_two_in_bounds_is_refused(int length) {
        var error = assertThrows(IllegalArgumentException.class, () -> new TransportSettings(folder, length));
        assertTrue(error.getMessage().startsWith("mathesis.transport.term-length is " + length + ";"));
    }

    private AeronTransport open() {
        return AeronTransport.open(new TransportSettings(folder, 64 << 10));
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.toList();
        }
    }

    private static long deadProcess() throws IOException, InterruptedException {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }
}
