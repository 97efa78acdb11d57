package mathesis.corpus.rounds;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import mathesis.corpus.files.WholeFile;

/// The candidates of one archive by number: what ranking needs of each, without its text. 16 bytes a candidate.
final class CandidateTable {
    private static final int MAGIC = 0x4d435431; // MCT1
    private static final int HEAD = 16;
    private static final int ROW = 16;

    /// @param score     of the careful text
    /// @param tokens    of the text
    /// @param textBytes of the text in UTF-8
    /// @param record    place in the archive, as [mathesis.corpus.Page.Source#record]
    record Candidate(float score, int tokens, int textBytes, int record) {}

    private CandidateTable() {}

    static void write(Path file, List<Candidate> candidates) throws IOException {
        var rows = ByteBuffer.allocate(Math.multiplyExact(candidates.size(), ROW));
        for (var candidate : candidates) {
            rows.putFloat(candidate.score)
                    .putInt(candidate.tokens)
                    .putInt(candidate.textBytes)
                    .putInt(candidate.record);
        }
        WholeFile.write(file, bytes -> {
            var out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            out.writeInt(candidates.size());
            out.writeLong(checksum(rows.array(), 0, rows.capacity()));
            out.write(rows.array());
        });
    }

    /// @throws IOException when the file is missing or damaged
    static List<Candidate> read(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        var buffer = ByteBuffer.wrap(content);
        if (content.length < HEAD
                || buffer.getInt() != MAGIC
                || content.length != HEAD + (long) ROW * buffer.getInt()
                || buffer.getLong() != checksum(content, HEAD, content.length - HEAD)) {
            throw new IOException(file + " is damaged; delete the round's folder from here on and resume");
        }
        var candidates = new ArrayList<Candidate>((content.length - HEAD) / ROW);
        while (buffer.hasRemaining()) {
            candidates.add(new Candidate(buffer.getFloat(), buffer.getInt(), buffer.getInt(), buffer.getInt()));
        }
        return candidates;
    }

    private static long checksum(byte[] bytes, int from, int length) {
        var crc = new CRC32();
        crc.update(bytes, from, length);
        return crc.getValue();
    }
}
