package mathesis.engine.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Element types turned into each other. Files are little-endian and need not be aligned; the engine's side is native
/// 32-bit floats.
final class Floats {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Floats() {}

    /// Whether [#widen] takes elements of this type.
    static boolean widens(DType dtype) {
        return dtype == DType.F32 || dtype == DType.BF16 || dtype == DType.F16 || dtype == DType.F64;
    }

    /// Whether [#element] takes elements of this type.
    static boolean converts(DType dtype) {
        return dtype != DType.U64 && dtype != DType.F8_E4M3 && dtype != DType.F8_E5M2;
    }

    /// Fills `into` with floats from a file; F64 is rounded, the others are exact.
    static void widen(MemorySegment from, DType dtype, MemorySegment into) {
        long elements = into.byteSize() / Float.BYTES;
        switch (dtype) {
            case F32 -> MemorySegment.copy(from, FLOAT, 0, into, ValueLayout.JAVA_FLOAT, 0, elements);
            case BF16 -> widenBrain(from, into, elements);
            case F16 -> widenHalf(from, into, elements);
            case F64 -> narrowDouble(from, into, elements);
            default -> throw new IllegalArgumentException(dtype + " holds no floats");
        }
    }

    private static void widenBrain(MemorySegment from, MemorySegment into, long elements) {
        for (long i = 0; i < elements; i++) {
            into.setAtIndex(ValueLayout.JAVA_INT, i, from.getAtIndex(SHORT, i) << 16);
        }
    }

    private static void widenHalf(MemorySegment from, MemorySegment into, long elements) {
        for (long i = 0; i < elements; i++) {
            into.setAtIndex(ValueLayout.JAVA_FLOAT, i, Float.float16ToFloat(from.getAtIndex(SHORT, i)));
        }
    }

    private static void narrowDouble(MemorySegment from, MemorySegment into, long elements) {
        for (long i = 0; i < elements; i++) {
            into.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) from.getAtIndex(DOUBLE, i));
        }
    }

    /// Turns floats into the bytes of a file, as many as `from` holds.
    static void narrow(MemorySegment from, DType dtype, MemorySegment into) {
        long elements = from.byteSize() / Float.BYTES;
        switch (dtype) {
            case F32 -> MemorySegment.copy(from, ValueLayout.JAVA_FLOAT, 0, into, FLOAT, 0, elements);
            case BF16 -> narrowToBrain(from, into, elements);
            default -> throw new IllegalArgumentException(dtype + " is not written");
        }
    }

    private static void narrowToBrain(MemorySegment from, MemorySegment into, long elements) {
        for (long i = 0; i < elements; i++) {
            into.setAtIndex(SHORT, i, toBrain(from.getAtIndex(ValueLayout.JAVA_FLOAT, i)));
        }
    }

    /// One element as a double. Whole numbers beyond 2^53 are rounded.
    static double element(MemorySegment from, DType dtype, long index) {
        return switch (dtype) {
            case F64 -> from.getAtIndex(DOUBLE, index);
            case F32 -> from.getAtIndex(FLOAT, index);
            case F16 -> Float.float16ToFloat(from.getAtIndex(SHORT, index));
            case BF16 -> Float.intBitsToFloat(from.getAtIndex(SHORT, index) << 16);
            case I64 -> from.getAtIndex(LONG, index);
            case I32 -> from.getAtIndex(INT, index);
            case I16 -> from.getAtIndex(SHORT, index);
            case I8 -> from.get(ValueLayout.JAVA_BYTE, index);
            case U32 -> Integer.toUnsignedLong(from.getAtIndex(INT, index));
            case U16 -> Short.toUnsignedInt(from.getAtIndex(SHORT, index));
            case U8, BOOL -> Byte.toUnsignedInt(from.get(ValueLayout.JAVA_BYTE, index));
            case U64, F8_E4M3, F8_E5M2 -> throw new IllegalArgumentException(dtype + " is not converted");
        };
    }

    /// The bfloat16 nearest to a float, ties to the even one; NaN stays NaN.
    static short toBrain(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}
