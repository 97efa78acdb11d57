package mathesis.corpus.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Several sorted streams as one: a binary heap of their first records.
final class MergedRuns implements RecordStream {
    private final List<RecordStream> all;
    private final RecordStream[] heap;
    private final long[] record;
    private int size;

    private MergedRuns(List<RecordStream> streams, int width) throws IOException {
        all = streams;
        heap = new RecordStream[streams.size()];
        record = new long[width];
        for (var stream : streams) {
            if (stream.advance()) {
                heap[size++] = stream;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /// Reads these runs through buffers that take so much memory together, beside one record each.
    static MergedRuns open(List<Run> runs, int width, long memoryBytes) throws IOException {
        var streams = new ArrayList<RecordStream>();
        try {
            for (var run : runs) {
                long share = Math.clamp(memoryBytes / runs.size(), 1, RunMerge.LARGEST_BUFFER);
                streams.add(new RunReader(run, (int) share));
            }
            return new MergedRuns(streams, width);
        } catch (IOException e) {
            closeAll(streams);
            throw e;
        }
    }

    @Override
    public boolean advance() throws IOException {
        if (size == 0) {
            return false;
        }
        System.arraycopy(heap[0].record(), 0, record, 0, record.length);
        if (!heap[0].advance()) {
            heap[0] = heap[--size];
        }
        sink(0);
        return true;
    }

    private void sink(int from) {
        int parent = from;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && isLess(child + 1, child)) {
                child++;
            }
            if (!isLess(child, parent)) {
                return;
            }
            var moved = heap[parent];
            heap[parent] = heap[child];
            heap[child] = moved;
            parent = child;
        }
    }

    private boolean isLess(int i, int j) {
        return RecordOrder.compare(heap[i].record(), 0, heap[j].record(), 0, record.length) < 0;
    }

    @Override
    public long[] record() {
        return record;
    }

    @Override
    public void close() throws IOException {
        closeAll(all);
    }

    private static void closeAll(List<RecordStream> streams) throws IOException {
        for (var stream : streams) {
            stream.close();
        }
    }
}
