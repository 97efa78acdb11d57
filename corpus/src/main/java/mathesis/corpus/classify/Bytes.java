package mathesis.corpus.classify;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Eight bytes of a text at a time, the first one lowest.
final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    /// Times a long with one bit in each byte, at its low end: those eight bits together at the top.
    private static final long GATHER = 0x0102040810204080L;

    private Bytes() {}

    /// The bytes from `at` on; NUL for those from `to` on.
    static long at(byte[] text, int at, int to) {
        return at <= to - Long.BYTES ? (long) LONG.get(text, at) : of(text, at, to);
    }

    /// The first `count` of these bytes, at most seven of them; NUL for the others.
    static long first(int count, long bytes) {
        return bytes & (1L << Byte.SIZE * count) - 1;
    }

    /// Up to eight bytes; NUL for those that miss.
    static long of(byte[] text, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes |= (text[i] & 0xFFL) << Byte.SIZE * (i - from);
        }
        return bytes;
    }

    /// A bit for each of 64 bytes from `at` on: whether it is white space to fastText, which is NUL, 9 to 13 and space.
    static long spaces(byte[] text, int at, int to) {
        long spaces = 0;
        for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
            spaces |= ((spaces(at(text, at + i, to)) >>> 7) * GATHER >>> 56) << i;
        }
        return spaces;
    }

    /// The highest bit of each byte that is white space. No sum here carries into the next byte.
    private static long spaces(long bytes) {
        long low = bytes & ~HIGH;
        long from9 = low + (0x80 - 9) * ONES;
        long from14 = low + (0x80 - 14) * ONES;
        long notNul = low + 0x7F * ONES;
        long notSpace = (low ^ ' ' * ONES) + 0x7F * ONES;
        return (from9 & ~from14 | ~(notNul & notSpace)) & ~bytes & HIGH;
    }
}
