package mathesis.corpus.dedup;

import java.io.IOException;
import java.util.Arrays;
import mathesis.corpus.records.DamagedFileException;
import mathesis.corpus.records.RecordFile;
import mathesis.corpus.records.Run;

/// The keys of one archive, as [KeyFileWriter] wrote them.
final class KeyFile {
    private KeyFile() {}

    static long[] parameters(int archive, DedupSettings settings) {
        return new long[] {archive, settings.shape().bands(), settings.shape().rows(), settings.ranges()};
    }

    /// The keys of a range, in their order.
    ///
    /// @throws IOException where the file is damaged, or was made with other settings
    static Run range(DedupFolder folder, int archive, int range, DedupSettings settings) throws IOException {
        var path = folder.keys(archive);
        var file = RecordFile.open(path);
        long[] made = file.parameters().stream().mapToLong(Long::longValue).toArray();
        if (!Arrays.equals(made, parameters(archive, settings))) {
            throw new IOException(path + " was made with other settings: archive, dedup.bands, dedup.rows and"
                    + " dedup.ranges were " + Arrays.toString(made) + " and are "
                    + Arrays.toString(parameters(archive, settings)) + "; use a new run folder");
        }
        if (file.width() != Key.WIDTH || file.sections().size() != settings.ranges()) {
            throw new DamagedFileException(path, "it holds no keys");
        }
        return file.sections().get(range);
    }
}
