package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Residual additions, biases and the like. Flat ranges `[from, to)` count floats.
public final class Elementwise {
    private Elementwise() {}

    /// `y[i] += x[i]`.
    public static void add(MemorySegment y, MemorySegment x, long from, long to) {
        add(y, from, x, from, to - from);
    }

    /// `y[i] = factor * x[i]`; `y` may be `x`.
    public static void scale(MemorySegment y, MemorySegment x, float factor, long from, long to) {
        for (long i = from; i < to; i += Lanes.WIDTH) {
            var mask = Lanes.tail(i, to);
            Lanes.store(Lanes.load(x, i, mask).mul(factor), y, i, mask);
        }
    }

    /// `y[i] = x[i]`.
    public static void copy(MemorySegment y, MemorySegment x, long from, long to) {
        MemorySegment.copy(x, from * Float.BYTES, y, from * Float.BYTES, (to - from) * Float.BYTES);
    }

    /// `y[i] = value`.
    public static void fill(MemorySegment y, float value, long from, long to) {
        for (long i = from; i < to; i += Lanes.WIDTH) {
            Lanes.store(Lanes.broadcast(value), y, i, Lanes.tail(i, to));
        }
    }

    /// Adds `bias_N` to rows `[from, to)` of `y_TN`.
    public static void addBias(MemorySegment y_TN, MemorySegment bias_N, int width, int from, int to) {
        for (int t = from; t < to; t++) {
            add(y_TN, (long) t * width, bias_N, 0, width);
        }
    }

    /// Adds to `dBias_N[fromColumn, toColumn)` the sum of `rows` rows of `dy_TN`, ascending.
    public static void biasGradient(
            MemorySegment dBias_N, MemorySegment dy_TN, int width, int rows, int fromColumn, int toColumn) {
        for (int column = fromColumn; column < toColumn; column += Lanes.WIDTH) {
            sumOfColumns(dBias_N, dy_TN, width, rows, column, toColumn);
        }
    }

    /// `y[yAt + i] += x[xAt + i]` for `count` floats.
    static void add(MemorySegment y, long yAt, MemorySegment x, long xAt, long count) {
        for (long i = 0; i < count; i += Lanes.WIDTH) {
            var mask = Lanes.tail(i, count);
            Lanes.store(Lanes.load(y, yAt + i, mask).add(Lanes.load(x, xAt + i, mask)), y, yAt + i, mask);
        }
    }

    private static void sumOfColumns(
            MemorySegment sums, MemorySegment y, int width, int rows, int column, int toColumn) {
        var mask = Lanes.tail(column, toColumn);
        var sum = Lanes.load(sums, column, mask);
        for (int t = 0; t < rows; t++) {
            sum = sum.add(Lanes.load(y, (long) t * width + column, mask));
        }
        Lanes.store(sum, sums, column, mask);
    }
}
