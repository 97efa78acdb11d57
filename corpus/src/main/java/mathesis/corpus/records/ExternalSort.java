package mathesis.corpus.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sorts more records than fit in memory: sorted runs in a scratch folder, merged at the end. Serves one thread.
///
/// Memory: the budget while records come, as much again at most while they are merged; nothing is allocated before it
/// is needed. [#close] deletes the scratch folder.
public final class ExternalSort implements AutoCloseable {
    private static final int LEAST_RECORDS = 2;
    private static final int FIRST_RECORDS = 1024;
    private static final int RUN_BUFFER = 1 << 16;

    private final int width;
    private final long memoryBytes;
    private final Path scratchParent;
    private final int capacity;
    private final List<Run> runs = new ArrayList<>();
    private long[] records;
    private long[] spare = {};
    private int count;
    private Scratch scratch;

    /// @param width         of a record, in numbers
    /// @param memoryBytes   for records that wait to be written; two are kept in any case
    /// @param scratchParent folder to make a temporary one in
    public ExternalSort(int width, long memoryBytes, Path scratchParent) {
        this.width = width;
        this.memoryBytes = memoryBytes;
        this.scratchParent = scratchParent;
        long fit = memoryBytes / ((long) width * Long.BYTES * 3 / 2);
        this.capacity = (int) Math.clamp(fit, LEAST_RECORDS, (Integer.MAX_VALUE - 8) / width);
        this.records = new long[Math.min(capacity, FIRST_RECORDS) * width];
    }

    /// Adds a record.
    public void add(long... record) throws IOException {
        if (record.length != width) {
            throw new IllegalArgumentException("a record of " + record.length + " numbers; must be " + width);
        }
        if (count == capacity) {
            spill();
        }
        if (count * width == records.length) {
            records = Arrays.copyOf(records, (int) Math.min(2L * records.length, (long) capacity * width));
        }
        System.arraycopy(record, 0, records, count * width, width);
        count++;
    }

    /// All records in their order. No more can be added; the stream is closed before this sort is.
    public RecordStream sorted() throws IOException {
        if (runs.isEmpty()) {
            sortBuffer();
            return new InMemory(records, count, width);
        }
        spill();
        records = new long[0];
        spare = records;
        return new RunMerge(width, memoryBytes, scratchParent).open(runs);
    }

    private void sortBuffer() {
        int half = (count + 1) / 2 * width;
        spare = spare.length < half ? new long[half] : spare;
        new RecordOrder(width).sort(records, spare, count);
    }

    private void spill() throws IOException {
        if (count == 0) {
            return;
        }
        sortBuffer();
        if (scratch == null) {
            scratch = new Scratch(scratchParent);
        }
        try (var writer = new RunWriter(scratch.newFile(), width, RUN_BUFFER)) {
            for (int i = 0; i < count; i++) {
                writer.add(records, i * width);
            }
            runs.add(writer.finish());
        }
        count = 0;
    }

    @Override
    public void close() throws IOException {
        if (scratch != null) {
            scratch.close();
        }
    }

    private static final class InMemory implements RecordStream {
        private final long[] records;
        private final int end;
        private final long[] record;
        private int at;

        InMemory(long[] records, int count, int width) {
            this.records = records;
            this.end = count * width;
            this.record = new long[width];
        }

        @Override
        public boolean advance() {
            if (at == end) {
                return false;
            }
            System.arraycopy(records, at, record, 0, record.length);
            at += record.length;
            return true;
        }

        @Override
        public long[] record() {
            return record;
        }

        @Override
        public void close() {}
    }
}
