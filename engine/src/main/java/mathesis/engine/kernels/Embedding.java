package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Looks up rows of the embedding table.
public final class Embedding {
    private Embedding() {}

    /// Rows `[from, to)`: `x_TC[t] = table_VC[tokens[t]]`.
    public static void forward(
            MemorySegment x_TC, MemorySegment table_VC, int[] tokens, int channels, int from, int to) {
        long bytes = (long) channels * Float.BYTES;
        for (int t = from; t < to; t++) {
            MemorySegment.copy(table_VC, tokens[t] * bytes, x_TC, t * bytes, bytes);
        }
    }

    /// Channels `[fromChannel, toChannel)`: `dTable_VC[tokens[t]] += dx_TC[t]`, t ascending. Threads split channels,
    /// never rows, because tokens repeat.
    public static void backward(
            MemorySegment dTable_VC, MemorySegment dx_TC, int[] tokens, int channels, int fromChannel, int toChannel) {
        long dx = Memory.address(dx_TC, (long) tokens.length * channels);
        for (int t = 0; t < tokens.length; t++) {
            long entry = (long) tokens[t] * channels;
            long dTable = Memory.address(dTable_VC, entry, entry + channels);
            Elementwise.add(
                    Lanes.at(dTable, entry + fromChannel),
                    Lanes.at(dx, (long) t * channels + fromChannel),
                    toChannel - fromChannel);
        }
        Memory.keep(dTable_VC, dx_TC);
    }
}
