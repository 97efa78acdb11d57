package mathesis.corpus.dedup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mathesis.corpus.DropReason;
import mathesis.corpus.records.DamagedFileException;
import mathesis.corpus.records.ExternalSort;
import mathesis.corpus.records.RecordFile;
import mathesis.corpus.records.RecordFileWriter;
import mathesis.corpus.records.Run;

/// What one range drops: each document once, with the first reason; a section an archive.
final class DropFile {
    /// Document, reason, witness.
    static final int WIDTH = 3;

    private static final List<DropReason> REASONS =
            List.of(DropReason.URL_DUPLICATE, DropReason.EXACT_DUPLICATE, DropReason.NEAR_DUPLICATE);

    private DropFile() {}

    /// The number of a reason, in the order in which reasons are reported.
    static int code(DropReason reason) {
        return REASONS.indexOf(reason);
    }

    /// Writes all drops; returns how many by reason.
    static Map<DropReason, Long> write(
            Path path, ExternalSort drops, int range, DedupSettings settings, List<Integer> archives)
            throws IOException {
        int sections = archives.stream().mapToInt(archive -> archive + 1).max().orElse(0);
        var counts = new EnumMap<DropReason, Long>(DropReason.class);
        try (var sorted = drops.sorted();
                var file = new RecordFileWriter(path, WIDTH, sections, parameters(range, settings))) {
            long last = -1;
            while (sorted.advance()) {
                var record = sorted.record();
                if (record[0] != last) {
                    last = record[0];
                    file.add(DocumentRef.unpacked(last).archive(), record);
                    counts.merge(REASONS.get((int) record[1]), 1L, Long::sum);
                }
            }
            file.commit();
        }
        return counts;
    }

    /// The drops of one archive in one range's file.
    static Run section(Path path, int range, DedupSettings settings, int archive) throws IOException {
        var file = RecordFile.open(path);
        long[] made = file.parameters().stream().mapToLong(Long::longValue).toArray();
        if (!Arrays.equals(made, parameters(range, settings))) {
            throw new IOException(path + " was made with other settings; delete it, so that the run makes it again");
        }
        if (file.width() != WIDTH || archive >= file.sections().size()) {
            throw new DamagedFileException(path, "it holds no drops of archive " + archive);
        }
        return file.sections().get(archive);
    }

    private static long[] parameters(int range, DedupSettings settings) {
        var shape = settings.shape();
        return new long[] {
            range, settings.ranges(), shape.bands(), shape.rows(), settings.leastEqual(), settings.leaders()
        };
    }

    /// @throws IllegalArgumentException for what is no drop
    static Drop drop(long... record) {
        if (record[1] < 0 || record[1] >= REASONS.size()) {
            throw new IllegalArgumentException("a drop for reason " + record[1]);
        }
        return new Drop(DocumentRef.unpacked(record[0]), REASONS.get((int) record[1]), DocumentRef.unpacked(record[2]));
    }
}
