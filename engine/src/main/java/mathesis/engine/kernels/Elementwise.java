package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Residual additions, biases and the like. Flat ranges `[from, to)` count floats.
public final class Elementwise {
    private Elementwise() {}

    /// `y[i] += x[i]`.
    public static void add(MemorySegment y, MemorySegment x, long from, long to) {
        add(
                Lanes.at(Memory.address(y, from, to), from),
                Lanes.at(Memory.address(x, from, to), from),
                Math.toIntExact(to - from));
        Memory.keep(y, x);
    }

    /// `y[i] = factor * x[i]`; `y` may be `x`.
    public static void scale(MemorySegment y, MemorySegment x, float factor, long from, long to) {
        scale(
                Lanes.at(Memory.address(y, from, to), from),
                Lanes.at(Memory.address(x, from, to), from),
                factor,
                Math.toIntExact(to - from));
        Memory.keep(y, x);
    }

    /// `y[i] = x[i]`.
    public static void copy(MemorySegment y, MemorySegment x, long from, long to) {
        MemorySegment.copy(x, from * Float.BYTES, y, from * Float.BYTES, (to - from) * Float.BYTES);
    }

    /// `y[i] = value`.
    public static void fill(MemorySegment y, float value, long from, long to) {
        fill(Lanes.at(Memory.address(y, from, to), from), value, to - from);
        Memory.keep(y);
    }

    /// Adds `bias_N` to rows `[from, to)` of `y_TN`.
    public static void addBias(MemorySegment y_TN, MemorySegment bias_N, int width, int from, int to) {
        long y = Memory.address(y_TN, (long) to * width);
        long bias = Memory.address(bias_N, width);
        long rows = Lanes.at(y, (long) from * width);
        int column = 0;
        for (; column <= width - 4 * Lanes.WIDTH; column += 4 * Lanes.WIDTH) {
            addToFourColumns(Lanes.at(rows, column), Lanes.at(bias, column), width, to - from);
        }
        for (; column < width; column += Lanes.WIDTH) {
            addToColumns(Lanes.at(rows, column), Lanes.at(bias, column), width, to - from, width - column);
        }
        Memory.keep(y_TN, bias_N);
    }

    /// Adds to `dBias_N[fromColumn, toColumn)` the sum of `rows` rows of `dy_TN`, ascending.
    public static void biasGradient(
            MemorySegment dBias_N, MemorySegment dy_TN, int width, int rows, int fromColumn, int toColumn) {
        long sums = Memory.address(dBias_N, fromColumn, toColumn);
        long dy = Memory.address(dy_TN, (long) rows * width);
        for (int column = fromColumn; column < toColumn; column += Lanes.WIDTH) {
            sumOfColumns(Lanes.at(sums, column), Lanes.at(dy, column), width, rows, toColumn - column);
        }
        Memory.keep(dBias_N, dy_TN);
    }

    /// `y += x` at addresses.
    static void add(long y, long x, int count) {
        int whole = count & -Lanes.WIDTH;
        for (int i = 0; i < whole; i += Lanes.WIDTH) {
            FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(y, i), ORDER)
                    .add(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER))
                    .intoMemorySegment(ALL, Lanes.at(y, i), ORDER);
        }
        for (int i = whole; i < count; i++) {
            Lanes.set(Lanes.at(y, i), Lanes.get(Lanes.at(y, i)) + Lanes.get(Lanes.at(x, i)));
        }
    }

    /// `y = factor * x` at addresses.
    static void scale(long y, long x, float factor, int count) {
        int whole = count & -Lanes.WIDTH;
        for (int i = 0; i < whole; i += Lanes.WIDTH) {
            FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER)
                    .mul(factor)
                    .intoMemorySegment(ALL, Lanes.at(y, i), ORDER);
        }
        for (int i = whole; i < count; i++) {
            Lanes.set(Lanes.at(y, i), Lanes.get(Lanes.at(x, i)) * factor);
        }
    }

    /// `y = x` at addresses.
    static void copy(long y, long x, int count) {
        int whole = count & -Lanes.WIDTH;
        for (int i = 0; i < whole; i += Lanes.WIDTH) {
            FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER)
                    .intoMemorySegment(ALL, Lanes.at(y, i), ORDER);
        }
        for (int i = whole; i < count; i++) {
            Lanes.set(Lanes.at(y, i), Lanes.get(Lanes.at(x, i)));
        }
    }

    /// `y = value` at an address.
    static void fill(long y, float value, long count) {
        long whole = count & -Lanes.WIDTH;
        for (long i = 0; i < whole; i += Lanes.WIDTH) {
            FloatVector.broadcast(FLOATS, value).intoMemorySegment(ALL, Lanes.at(y, i), ORDER);
        }
        for (long i = whole; i < count; i++) {
            Lanes.set(Lanes.at(y, i), value);
        }
    }

    /// Four vectors of columns through all rows.
    private static void addToFourColumns(long y, long bias, int width, int rows) {
        var a = FloatVector.fromMemorySegment(FLOATS, ALL, bias, ORDER);
        var b = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(bias, Lanes.WIDTH), ORDER);
        var c = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(bias, 2 * Lanes.WIDTH), ORDER);
        var d = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(bias, 3 * Lanes.WIDTH), ORDER);
        for (int t = 0; t < rows; t++) {
            long at = Lanes.at(y, (long) t * width);
            FloatVector.fromMemorySegment(FLOATS, ALL, at, ORDER).add(a).intoMemorySegment(ALL, at, ORDER);
            FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(at, Lanes.WIDTH), ORDER)
                    .add(b)
                    .intoMemorySegment(ALL, Lanes.at(at, Lanes.WIDTH), ORDER);
            FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(at, 2 * Lanes.WIDTH), ORDER)
                    .add(c)
                    .intoMemorySegment(ALL, Lanes.at(at, 2 * Lanes.WIDTH), ORDER);
            FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(at, 3 * Lanes.WIDTH), ORDER)
                    .add(d)
                    .intoMemorySegment(ALL, Lanes.at(at, 3 * Lanes.WIDTH), ORDER);
        }
    }

    /// Up to one vector of columns.
    private static void addToColumns(long y, long bias, int width, int rows, int columns) {
        var mask = Lanes.tail(0, columns);
        var added = FloatVector.fromMemorySegment(FLOATS, ALL, bias, ORDER, mask);
        for (int t = 0; t < rows; t++) {
            long at = Lanes.at(y, (long) t * width);
            FloatVector.fromMemorySegment(FLOATS, ALL, at, ORDER, mask)
                    .add(added)
                    .intoMemorySegment(ALL, at, ORDER, mask);
        }
    }

    private static void sumOfColumns(long sums, long dy, int width, int rows, int columns) {
        var mask = Lanes.tail(0, columns);
        var sum = FloatVector.fromMemorySegment(FLOATS, ALL, sums, ORDER, mask);
        for (int t = 0; t < rows; t++) {
            sum = sum.add(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(dy, (long) t * width), ORDER, mask));
        }
        sum.intoMemorySegment(ALL, sums, ORDER, mask);
    }
}
