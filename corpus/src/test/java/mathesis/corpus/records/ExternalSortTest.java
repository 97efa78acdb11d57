package mathesis.corpus.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExternalSortTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} records of {1} numbers in {2} bytes")
    @CsvSource({
        "0, 1, 1",
        "1, 1, 1",
        "2, 3, 1",
        "7, 2, 1",
        "8, 4, 100",
        "9, 4, 100",
        "1000, 3, 1",
        "1000, 3, 300",
        "1000, 3, 9000",
        "5000, 1, 20000",
        "5000, 4, 100000000"
    })
    void any_budget_sorts_any_number_of_records_as_memory_does(int count, int width, long memoryBytes)
            throws IOException {
        var expected = records(count, width);
        var random = new Random(count);
        for (var record : expected) {
            Arrays.setAll(record, i -> random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(5) - 2);
        }
        try (var sort = new ExternalSort(width, memoryBytes, folder)) {
            for (var record : expected) {
                sort.add(record);
            }
            Arrays.sort(expected, (a, b) -> Arrays.compareUnsigned(a, b));
            assertArrayEquals(expected, drained(sort.sorted()));
        }
        assertNothingIsLeft();
    }

    @Test
    void an_abandoned_sort_leaves_no_file() throws IOException {
        try (var sort = new ExternalSort(2, 1, folder)) {
            for (int i = 0; i < 100; i++) {
                sort.add(i, -i);
            }
            assertFalse(isEmpty());
        }
        assertNothingIsLeft();
    }

    @Test
    void runs_of_files_are_merged_and_stay() throws IOException {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < 5; i++) {
            try (var writer = new RecordFileWriter(folder.resolve("file-" + i), 1, 1)) {
                writer.add(0, i);
                writer.add(0, i + 10);
                writer.commit();
            }
            runs.add(RecordFile.open(folder.resolve("file-" + i)).sections().getFirst());
        }
        var all = drained(new RunMerge(1, 1, folder.resolve("scratch")).open(runs));
        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L, 10L, 11L, 12L, 13L, 14L),
                Arrays.stream(all).map(record -> record[0]).toList());
        for (var run : runs) {
            assertEquals(2, drained(new RunReader(run, 8)).length);
        }
    }

    @Test
    void a_record_of_another_width_is_refused() throws IOException {
        try (var sort = new ExternalSort(2, 1, folder)) {
            assertThrows(IllegalArgumentException.class, () -> sort.add(1));
        }
    }

    private static long[][] records(int count, int width) {
        return new long[count][width];
    }

    static long[][] drained(RecordStream stream) throws IOException {
        var all = new ArrayList<long[]>();
        try (stream) {
            while (stream.advance()) {
                all.add(stream.record().clone());
            }
        }
        return all.toArray(long[][]::new);
    }

    private void assertNothingIsLeft() throws IOException {
        assertEquals(true, isEmpty());
    }

    private boolean isEmpty() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
