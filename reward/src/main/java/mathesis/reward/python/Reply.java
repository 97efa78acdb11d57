package mathesis.reward.python;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One framed answer of the server; see `server.py` for the layout. Text that is not UTF-8 is read with replacement
/// characters.
///
/// @param status  one of the letters that `server.py` sends
/// @param millis  the program's time on the clock
/// @param stdout  what it printed
/// @param payload value, traceback or greeting
record Reply(char status, long millis, String stdout, String payload) {
    private static final int HEADER_BYTES = 18;
    private static final int MAGIC = 'M' << 24 | 'P' << 16 | 'R' << 8 | '1';
    private static final int MOST_PAYLOAD = 1 << 14;
    private static final String STATUSES = "HVNEMCWOX";

    /// Where bytes come from; fills the whole array or throws.
    interface Source {
        void fill(byte[] bytes) throws IOException;
    }

    /// Reads one reply and not a byte more.
    ///
    /// @param mostOutput longest stdout that is accepted
    /// @throws ProtocolException when the bytes are no reply within the bounds
    static Reply read(Source source, int mostOutput) throws IOException {
        var bytes = new byte[HEADER_BYTES];
        source.fill(bytes);
        var header = ByteBuffer.wrap(bytes);
        if (header.getInt() != MAGIC) {
            throw new ProtocolException("a reply does not begin with MPR1");
        }
        char status = (char) (header.get() & 0xff);
        if (STATUSES.indexOf(status) < 0) {
            throw new ProtocolException("a reply has status " + (int) status);
        }
        header.get(); // whether output was cut, which the status says too
        long millis = Integer.toUnsignedLong(header.getInt());
        int stdout = length(header.getInt(), mostOutput, "stdout");
        int payload = length(header.getInt(), MOST_PAYLOAD, "payload");
        return new Reply(status, millis, text(source, stdout), text(source, payload));
    }

    private static int length(int length, int most, String of) throws ProtocolException {
        if (length < 0 || length > most) {
            throw new ProtocolException("a reply's " + of + " has " + Integer.toUnsignedString(length) + " bytes");
        }
        return length;
    }

    private static String text(Source source, int length) throws IOException {
        var bytes = new byte[length];
        source.fill(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
