package mathesis.corpus.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes at a time in one `long`, the first in its lowest byte. Tests set bit 7 of each byte that they find.
final class Swar {
    static final int WIDTH = Long.BYTES;
    static final long ONES = 0x0101010101010101L;
    static final long HIGHS = 0x8080808080808080L;

    private static final long LOWS = ~HIGHS;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Swar() {}

    static long load(byte[] from, int at) {
        return (long) LONGS.get(from, at);
    }

    static void store(byte[] to, int at, long bytes) {
        LONGS.set(to, at, bytes);
    }

    /// The same byte in all eight places.
    static long all(int wanted) {
        return wanted * ONES;
    }

    /// Bytes equal to the one that `wanted` repeats; exact.
    static long equal(long bytes, long wanted) {
        long difference = bytes ^ wanted;
        return ~((difference & LOWS) + LOWS | difference | LOWS);
    }

    /// Bytes equal to the one that `wanted` repeats; exact up to the first of them, wrong ones may follow. Cheaper.
    static long firstEqual(long bytes, long wanted) {
        long difference = bytes ^ wanted;
        return difference - ONES & ~difference & HIGHS;
    }

    /// Bytes from 0 to `most`, which is below 0x80; exact.
    static long atMost(long bytes, int most) {
        return ~((bytes & LOWS) + all(0x7f - most) | bytes) & HIGHS;
    }

    /// Bytes up to which, themselves included, an odd number was found.
    static long runningParity(long found) {
        return (found >>> 7) * ONES << 7 & HIGHS;
    }

    /// Everything before the first byte found; all, where none is.
    static long before(long found) {
        return found - 1 & ~found;
    }

    /// Place of the first byte found; 8 where none is.
    static int first(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /// Index of the first such byte in `[from, to)`; `to` where there is none.
    static int indexOf(byte[] in, int from, int to, int wanted) {
        long repeated = all(wanted);
        int at = from;
        for (; at <= to - WIDTH; at += WIDTH) {
            long found = firstEqual(load(in, at), repeated);
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < to && in[at] != (byte) wanted) {
            at++;
        }
        return at;
    }
}
