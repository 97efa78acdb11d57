package mathesis.corpus.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Any number of sorted runs as one sorted stream, in bounded memory and with a bounded number of open files: more runs
/// than fit are merged into longer ones first, in a folder that is deleted on close.
public final class RunMerge {
    static final int LARGEST_BUFFER = 1 << 20;

    private static final int SMALLEST_BUFFER = 4096;
    private static final int MOST_OPEN_FILES = 128;

    private final int width;
    private final long memoryBytes;
    private final Path scratchParent;

    /// @param width         of a record, in numbers
    /// @param memoryBytes   for buffers; two of the smallest are taken in any case
    /// @param scratchParent folder to make a temporary one in
    public RunMerge(int width, long memoryBytes, Path scratchParent) {
        this.width = width;
        this.memoryBytes = memoryBytes;
        this.scratchParent = scratchParent;
    }

    /// Opens the merged stream; the runs' files stay as they are.
    public RecordStream open(List<Run> runs) throws IOException {
        int fanIn = fanIn();
        if (runs.size() <= fanIn) {
            return MergedRuns.open(runs, width, memoryBytes);
        }
        var scratch = new Scratch(scratchParent);
        try {
            return new ScratchStream(open(runs, fanIn, scratch), scratch);
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
    }

    private int fanIn() {
        return (int) Math.clamp(memoryBytes / SMALLEST_BUFFER, 2, MOST_OPEN_FILES);
    }

    private RecordStream open(List<Run> runs, int fanIn, Scratch scratch) throws IOException {
        var left = runs;
        while (left.size() > fanIn) {
            var longer = new ArrayList<Run>();
            for (int i = 0; i < left.size(); i += fanIn) {
                var some = left.subList(i, Math.min(i + fanIn, left.size()));
                longer.add(some.size() == 1 ? some.getFirst() : merged(some, scratch));
                if (some.size() > 1) {
                    scratch.deleteOwn(some);
                }
            }
            left = longer;
        }
        return MergedRuns.open(left, width, memoryBytes);
    }

    private Run merged(List<Run> runs, Scratch scratch) throws IOException {
        int buffer = (int) Math.clamp(memoryBytes / (runs.size() + 1), SMALLEST_BUFFER, LARGEST_BUFFER);
        try (var stream = MergedRuns.open(runs, width, memoryBytes - buffer);
                var writer = new RunWriter(scratch.newFile(), width, buffer)) {
            while (stream.advance()) {
                writer.add(stream.record(), 0);
            }
            return writer.finish();
        }
    }

    /// A stream that takes its scratch folder along when closed.
    record ScratchStream(RecordStream stream, Scratch scratch) implements RecordStream {
        @Override
        public boolean advance() throws IOException {
            return stream.advance();
        }

        @Override
        public long[] record() {
            return stream.record();
        }

        @Override
        public void close() throws IOException {
            try (scratch) {
                stream.close();
            }
        }
    }
}
