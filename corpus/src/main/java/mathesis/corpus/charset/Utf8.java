package mathesis.corpus.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// How much of a stretch of bytes is UTF-8 (RFC 3629: no surrogates, no overlong forms).
///
/// @param sequences characters beyond ASCII
/// @param malformed bytes that are part of no character
record Utf8(long sequences, long malformed) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int BLOCK = 4 * Long.BYTES;

    static Utf8 of(byte[] bytes) {
        long sequences = 0;
        long malformed = 0;
        int at = asciiEnd(bytes, 0);
        while (at < bytes.length) {
            int length = sequence(bytes, at);
            if (length > 0) {
                sequences++;
                at += length;
            } else {
                malformed++;
                at++;
            }
            if (at < bytes.length && bytes[at] >= 0) {
                at = asciiEnd(bytes, at);
            }
        }
        return new Utf8(sequences, malformed);
    }

    boolean isAscii() {
        return sequences == 0 && malformed == 0;
    }

    boolean isValid() {
        return malformed == 0;
    }

    /// The index of the first byte from here on that is not ASCII; the length where there is none.
    private static int asciiEnd(byte[] bytes, int from) {
        int at = from;
        for (; at <= bytes.length - BLOCK; at += BLOCK) {
            long any = (long) LONGS.get(bytes, at)
                    | (long) LONGS.get(bytes, at + 8)
                    | (long) LONGS.get(bytes, at + 16)
                    | (long) LONGS.get(bytes, at + 24);
            if ((any & HIGH_BITS) != 0) {
                break;
            }
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /// Bytes of the character that starts here, 0 where none does.
    private static int sequence(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean allowed = switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
        return allowed ? length : 0;
    }
}
