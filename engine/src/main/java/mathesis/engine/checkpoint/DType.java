package mathesis.engine.checkpoint;

/// Element types of safetensors whose width is whole bytes.
public enum DType {
    /// 64-bit float.
    F64(8),
    /// 32-bit float, what the engine computes in.
    F32(4),
    /// IEEE half precision.
    F16(2),
    /// The upper half of a 32-bit float.
    BF16(2),
    /// Signed 64-bit integer.
    I64(8),
    /// Signed 32-bit integer.
    I32(4),
    /// Signed 16-bit integer.
    I16(2),
    /// Signed byte.
    I8(1),
    /// Unsigned 64-bit integer.
    U64(8),
    /// Unsigned 32-bit integer.
    U32(4),
    /// Unsigned 16-bit integer.
    U16(2),
    /// Unsigned byte.
    U8(1),
    /// 0 or 1 in a byte.
    BOOL(1),
    /// 8-bit float, 4 bits of exponent.
    F8_E4M3(1),
    /// 8-bit float, 5 bits of exponent.
    F8_E5M2(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes of one element.
    public int bytes() {
        return bytes;
    }
}
