package mathesis.rollout.problems;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Lines of UTF-8 text of which no more than a fixed number of bytes is ever held.
final class BoundedLines {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long length;

    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// Moves to the next line; false at the end of the input.
    boolean next() throws IOException {
        line.reset();
        length = 0;
        if (!fill()) {
            return false;
        }
        do {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            keep(end);
            if (end < limit) {
                position = end + 1;
                return true;
            }
            position = end;
        } while (fill());
        return true;
    }

    private void keep(int end) {
        int room = longest - line.size();
        line.write(buffer, position, Math.min(room, end - position));
        length += end - position;
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
        }
        return limit > 0;
    }

    /// The current line without its line break and byte order mark.
    String text() throws DefectException {
        if (length > longest) {
            throw new DefectException("line of " + length + " bytes; the longest allowed is " + longest);
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new DefectException("not UTF-8 text");
        }
    }
}
