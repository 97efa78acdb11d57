package mathesis.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.OptimizerState;
import mathesis.engine.PretrainedModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TrainingCheckpointTest {
    private static final long PLENTY = Long.MAX_VALUE;

    @TempDir
    Path folder;

    private final PretrainedModel model = TinyModels.llama(1);
    private final OptimizerState optimizer =
            new OptimizerState(17, TinyModels.weights(model.config(), 2), TinyModels.weights(model.config(), 3));

    @AfterEach
    void free() {
        model.close();
        optimizer.firstMoment().close();
        optimizer.secondMoment().close();
    }

    @Test
    void weights_moments_and_state_come_back() throws IOException {
        Map<String, Object> state = Map.of(
                "seed",
                1L << 40,
                "rate",
                1e-6,
                "name",
                "run \"1\"",
                "groups",
                List.of("00000001", "00000002"),
                "mark",
                Map.of("epoch", 3L));
        TrainingCheckpoint.write(root(), 12, model, optimizer, state);
        var newest = newest();
        assertEquals(root().resolve("step-00000012"), newest.folder());
        assertEquals(12, newest.step());
        assertEquals(17, newest.updates());
        assertEquals(state, newest.state());
        try (var again = newest.model()) {
            assertEquals(model.weights().sha256(), again.weights().sha256());
        }
        var moments = newest.optimizer(model.config());
        assertEquals(17, moments.updates());
        assertEquals(optimizer.firstMoment().sha256(), moments.firstMoment().sha256());
        assertEquals(optimizer.secondMoment().sha256(), moments.secondMoment().sha256());
        moments.firstMoment().close();
        moments.secondMoment().close();
    }

    @Test
    void without_any_there_is_no_newest() throws IOException {
        assertEquals(Optional.empty(), TrainingCheckpoint.newest(root()));
        Files.createDirectories(root().resolve("step-x"));
        Files.writeString(root().resolve("step-00000001"), "a file, no folder");
        assertEquals(Optional.empty(), TrainingCheckpoint.newest(root()));
    }

    @Test
    void the_newest_is_the_one_of_the_highest_step() throws IOException {
        for (long step : new long[] {9, 100_000_000, 10}) {
            write(step);
        }
        assertEquals(100_000_000, newest().step());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"model.safetensors", "optimizer.safetensors", "state.json", "config.json", "manifest.json"})
    void a_checkpoint_with_any_file_changed_cut_or_missing_is_skipped(String name) throws IOException {
        write(1);
        for (long step = 2; step <= 4; step++) {
            write(step);
        }
        flipBit(root().resolve("step-00000002").resolve(name));
        cut(root().resolve("step-00000003").resolve(name));
        Files.delete(root().resolve("step-00000004").resolve(name));
        assertEquals(1, newest().step());
    }

    @Test
    void a_step_written_again_replaces_the_broken_one() throws IOException {
        write(4);
        write(8);
        cut(root().resolve("step-00000008/model.safetensors"));
        assertEquals(4, newest().step());
        write(8);
        assertEquals(root().resolve("step-00000008.1"), newest().folder());
        assertEquals(8, newest().step());
    }

    @Test
    void retention_keeps_the_newest() throws IOException {
        for (long step = 1; step <= 5; step++) {
            write(step);
        }
        TrainingCheckpoint.retain(root(), 2);
        assertEquals(List.of("step-00000004", "step-00000005"), names());
        TrainingCheckpoint.retain(root(), 7);
        assertEquals(List.of("step-00000004", "step-00000005"), names());
    }

    @Test
    void retention_does_not_count_broken_checkpoints_and_deletes_nothing_without_a_whole_one() throws IOException {
        for (long step = 1; step <= 4; step++) {
            write(step);
        }
        flipBit(root().resolve("step-00000004/model.safetensors"));
        cut(root().resolve("step-00000002/model.safetensors"));
        TrainingCheckpoint.retain(root(), 2);
        assertEquals(List.of("step-00000001", "step-00000002", "step-00000003", "step-00000004"), names());
        TrainingCheckpoint.retain(root(), 1);
        assertEquals(List.of("step-00000003", "step-00000004"), names());
        cut(root().resolve("step-00000003/model.safetensors"));
        TrainingCheckpoint.retain(root(), 1);
        assertEquals(List.of("step-00000003", "step-00000004"), names());
    }

    @Test
    void retention_of_none_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> TrainingCheckpoint.retain(root(), 0));
    }

    @Test
    void what_a_crash_left_behind_is_no_checkpoint_and_is_swept() throws IOException {
        write(1);
        for (var leftover : List.of("step-00000002.partial", "step-00000003.deleted", "step-00000004.1.partial")) {
            var left = Files.createDirectory(root().resolve(leftover));
            Files.writeString(left.resolve("model.safetensors"), "half");
        }
        var notOurs = Files.createDirectory(root().resolve("notes.partial"));
        assertEquals(1, newest().step());
        write(2);
        assertEquals(List.of("notes.partial", "step-00000001", "step-00000002"), names());
        assertTrue(Files.exists(notOurs));
    }

    @ParameterizedTest(name = "after {0} bytes")
    @ValueSource(longs = {0, 1, 100, 700, 3000, 9000, 20_000})
    void a_full_disk_leaves_the_older_checkpoint_and_nothing_else(long room) throws IOException {
        write(1);
        var before = newest();
        var failure = assertThrows(IOException.class, () -> write(2, new FullDisk(PLENTY, room)));
        var place = root().toAbsolutePath().resolve("step-00000002");
        assertTrue(
                failure.getMessage()
                        .matches("(?s)cannot write \\Q" + place
                                + "\\E, which needs \\d+ bytes: No space left on device"),
                failure.getMessage());
        assertEquals(List.of("step-00000001"), names());
        assertEquals(before, newest());
        write(2);
        assertEquals(2, newest().step());
    }

    @Test
    void too_little_space_is_found_out_before_anything_is_written() throws IOException {
        write(1);
        var failure = assertThrows(IOException.class, () -> write(2, new FullDisk(1000, PLENTY)));
        assertTrue(failure.getMessage().endsWith("only 1000 bytes are free"), failure.getMessage());
        assertEquals(List.of("step-00000001"), names());
    }

    @Test
    void the_bytes_asked_for_suffice() throws IOException {
        var failure = assertThrows(IOException.class, () -> write(1, new FullDisk(0, PLENTY)));
        long needed = Long.parseLong(failure.getMessage().replaceAll(".*which needs (\\d+) bytes.*", "$1"));
        write(1, new FullDisk(needed, needed));
        assertEquals(1, newest().step());
    }

    @Test
    void a_root_that_cannot_be_made_is_named() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var failure = assertThrows(
                IOException.class, () -> TrainingCheckpoint.write(file.resolve("root"), 1, model, optimizer, Map.of()));
        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    @Test
    void a_state_that_json_cannot_hold_leaves_nothing_behind() throws IOException {
        write(1);
        Map<String, Object> state = Map.of("thread", new Object());
        assertThrows(
                IllegalArgumentException.class, () -> TrainingCheckpoint.write(root(), 2, model, optimizer, state));
        assertEquals(List.of("step-00000001"), names());
    }

    @Test
    void moments_of_another_shape_are_refused() throws IOException {
        write(1);
        try (var other = TinyModels.model(Architecture.QWEN3, new RopeScaling.None(), false, 1)) {
            var refusal = assertThrows(ModelFileException.class, () -> newest().optimizer(other.config()));
            assertTrue(refusal.getMessage().contains("optimizer.safetensors: holds no tensor exp_avg."));
        }
    }

    private Path root() {
        return folder.resolve("checkpoints");
    }

    private void write(long step) throws IOException {
        write(step, Disk.REAL);
    }

    private void write(long step, Disk disk) throws IOException {
        TrainingCheckpoint.write(root(), step, model, optimizer, Map.of("step", step), disk);
    }

    private TrainingCheckpoint newest() throws IOException {
        return TrainingCheckpoint.newest(root()).orElseThrow();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(root())) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static void flipBit(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static void cut(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }
}
