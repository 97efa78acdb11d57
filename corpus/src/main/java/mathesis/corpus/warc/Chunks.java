package mathesis.corpus.warc;

import java.util.Arrays;

/// A body in chunks (RFC 9112 section 7.1): lines with sizes in base 16, each followed by so many bytes.
///
/// @param body  the bytes of all chunks
/// @param whole whether the last chunk, of size 0, was reached
record Chunks(byte[] body, boolean whole) {
    /// What [#size] returns where no size stands.
    private static final int NONE = -1;

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_DIGITS = 15;

    /// Whether the bytes start with a line that holds a chunk's size.
    static boolean startIn(byte[] bytes, int from, int end) {
        return size(bytes, from, lineEnd(bytes, from, end)) != NONE;
    }

    /// Joins the chunks up to the last or to where they break off.
    static Chunks of(byte[] bytes, int from, int end) {
        var body = new byte[end - from];
        int length = 0;
        int at = from;
        while (true) {
            int feed = lineEnd(bytes, at, end);
            long size = size(bytes, at, feed);
            if (size <= 0) {
                return new Chunks(Arrays.copyOf(body, length), size == 0);
            }
            at = feed + 1;
            int taken = (int) Math.min(size, end - at);
            System.arraycopy(bytes, at, body, length, taken);
            length += taken;
            at += taken;
            at += at < end && bytes[at] == '\r' ? 1 : 0;
            at += at < end && bytes[at] == '\n' ? 1 : 0;
        }
    }

    private static int lineEnd(byte[] bytes, int from, int end) {
        int limit = Math.min(end, from + LONGEST_LINE);
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return NONE;
    }

    /// The size that a line states before its extensions.
    private static long size(byte[] bytes, int from, int feed) {
        long size = 0;
        int at = from;
        while (at < feed && at - from <= MOST_DIGITS && Character.digit(bytes[at], 16) >= 0) {
            size = size << 4 | Character.digit(bytes[at++], 16);
        }
        if (feed < 0 || at == from || at - from > MOST_DIGITS) {
            return NONE;
        }
        byte next = bytes[at];
        return next == '\r' || next == '\n' || next == ';' || next == ' ' || next == '\t' ? size : NONE;
    }
}
