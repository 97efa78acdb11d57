package mathesis.corpus.training;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The lines of a text from some place on, from its start again when it ends, without end. One for each thread.
///
/// A line of more than 16 MiB is read as several.
final class LineLoop implements AutoCloseable {
    private static final int FIRST_BUFFER = 1 << 18;
    private static final int LONGEST_LINE = 1 << 24;

    private final TrainingText text;
    private final int longestLine;
    private InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int from;
    private int to;
    private int filled;
    private boolean again;
    private long sinceStart;

    /// @param part of `parts` equal ones where to begin; the rest of a line that begins before it is left out
    LineLoop(TrainingText text, int part, int parts) throws IOException {
        this(text, part, parts, LONGEST_LINE);
    }

    LineLoop(TrainingText text, int part, int parts, int longestLine) throws IOException {
        this.text = text;
        this.longestLine = longestLine;
        long bytes = text.bytes();
        long position = bytes / parts * part + bytes % parts * part / parts;
        this.in = text.open(position);
        if (position > 0) {
            next();
        }
    }

    /// Goes to the next line; it lies in [#buffer] from [#from] to [#to], its newline with it where it has one.
    void next() throws IOException {
        from = to;
        int scanned = from;
        while (true) {
            for (; scanned < filled; scanned++) {
                if (buffer[scanned] == '\n') {
                    to = scanned + 1;
                    return;
                }
            }
            if (filled - from >= longestLine) {
                to = filled;
                return;
            }
            scanned -= makeRoom();
            if (!fill()) {
                if (filled > from) {
                    to = filled; // a last line without its newline
                    return;
                }
                startAgain();
            }
        }
    }

    /// Moves the begun line to the front; returns how far it moved.
    private int makeRoom() {
        int moved = from;
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        from = 0;
        to = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, longestLine + 1L));
        }
        return moved;
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        sinceStart += Math.max(0, read);
        return read >= 0;
    }

    private void startAgain() throws IOException {
        in.close();
        if (again && sinceStart == 0) {
            throw new EOFException(text.name() + " holds nothing");
        }
        again = true;
        sinceStart = 0;
        in = text.open(0);
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
