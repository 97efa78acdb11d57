package mathesis.actors.cli;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import mathesis.corpus.training.TrainingText;

/// Files of lines for a classifier, also `.gz`.
final class LabelledLines {
    private static final int LONGEST_LINE = 1 << 26;
    /// Most bytes of a packed file that is trained on: it is unpacked into the heap, being read from many places.
    private static final int MOST_UNPACKED = 1 << 30;

    private LabelledLines() {}

    /// What is done with a line: the first `length` bytes, without the newline, valid until the next line.
    interface Use {
        /// @return whether to go on
        boolean accept(byte[] line, int length) throws IOException;
    }

    /// A file as a text to train on.
    static TrainingText text(Path file) throws IOException {
        if (!isPacked(file)) {
            return TrainingText.file(file);
        }
        try (var in = open(file)) {
            byte[] lines = in.readNBytes(MOST_UNPACKED);
            if (lines.length == MOST_UNPACKED) {
                throw new IOException(file + " holds more than 1 GiB; unpack it first (gunzip " + file + ")");
            }
            return TrainingText.of(lines);
        }
    }

    /// Hands every line to `use`.
    static void forEach(Path file, Use use) throws IOException {
        try (var in = open(file)) {
            forEach(in, file.toString(), use);
        }
    }

    /// @param name of the stream in messages
    static void forEach(InputStream in, String name, Use use) throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        byte[] line = new byte[1 << 12];
        int length = 0;
        long lines = 1;
        for (int next = buffered.read(); next >= 0; next = buffered.read()) {
            if (next == '\n') {
                if (!use.accept(line, length)) {
                    return;
                }
                length = 0;
                lines++;
                continue;
            }
            if (length == LONGEST_LINE) {
                throw new IOException(name + " line " + lines + ": longer than 64 MiB; a line is one page");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(LONGEST_LINE, 2 * length));
            }
            line[length++] = (byte) next;
        }
        if (length > 0) {
            use.accept(line, length);
        }
    }

    private static boolean isPacked(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static InputStream open(Path file) throws IOException {
        var raw = Files.newInputStream(file);
        if (!isPacked(file)) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw);
        } catch (EOFException e) {
            raw.close();
            throw new IOException(file + " is cut off or empty; it is no gzip file", e);
        } catch (IOException e) {
            raw.close();
            throw new IOException(file + " is named .gz and is no gzip file: " + e.getMessage(), e);
        }
    }
}
