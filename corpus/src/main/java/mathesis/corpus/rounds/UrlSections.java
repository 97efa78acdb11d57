package mathesis.corpus.rounds;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.files.WholeFile;

/// URLs in sections by the hash range of their domain, so that whoever counts the domains of one range reads its
/// section of each file alone. A section is a zstd frame of lines.
final class UrlSections {
    private static final int MAGIC = 0x4d555231; // MUR1
    private static final int MAX_SECTION_BYTES = 1 << 30;
    private static final int MAX_URL_CHARS = 8192;

    private final List<ByteArrayOutputStream> sections = new ArrayList<>();

    UrlSections(int ranges) {
        for (int i = 0; i < ranges; i++) {
            sections.add(new ByteArrayOutputStream());
        }
    }

    /// The range of a domain.
    static int range(String domain, int ranges) {
        return Math.floorMod(Priority.hash(domain, 0), ranges);
    }

    /// A URL longer than any real one is left out.
    void add(String domain, String url) {
        if (url.length() <= MAX_URL_CHARS && url.indexOf('\n') < 0) {
            sections.get(range(domain, sections.size())).writeBytes((url + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    void write(Path file) throws IOException {
        var frames = sections.stream()
                .map(section -> Zstd.compress(section.toByteArray()))
                .toList();
        WholeFile.write(file, bytes -> {
            var out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            out.writeInt(frames.size());
            for (int i = 0; i < frames.size(); i++) {
                out.writeInt(sections.get(i).size());
                out.writeInt(frames.get(i).length);
            }
            for (var frame : frames) {
                out.write(frame);
            }
        });
    }

    /// The URLs of one range, in the order in which they were added.
    ///
    /// @throws IOException when the file is missing or damaged
    static List<String> read(Path file, int range) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.readInt() != MAGIC || range >= in.readInt()) {
                throw new IOException(file + " is damaged or of a run with fewer ranges");
            }
            in.seek(4);
            int ranges = in.readInt();
            long offset = 8L + 8L * ranges;
            int size = 0;
            int length = 0;
            for (int i = 0; i <= range; i++) {
                offset += length;
                size = in.readInt();
                length = in.readInt();
            }
            if (size < 0 || size > MAX_SECTION_BYTES || length < 0 || offset + length > in.length()) {
                throw new IOException(file + " is damaged: section " + range + " of " + length + " bytes");
            }
            var frame = new byte[length];
            in.seek(offset);
            in.readFully(frame);
            return lines(file, frame, size);
        }
    }

    private static List<String> lines(Path file, byte[] frame, int size) throws IOException {
        var bytes = new byte[size];
        if (Zstd.decompress(bytes, frame) != size) {
            throw new IOException(file + " is damaged: a section does not decompress");
        }
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
}
