package mathesis.corpus.classify;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Rows of floats one after the other, outside the heap: 2 million buckets of 256 columns take 2.15 GB and pass what an
/// array can index. Little-endian and unaligned, so that a model file can be its memory.
///
/// Reading is safe from many threads; writing is without locks.
public final class DenseMatrix implements Matrix {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final MemorySegment floats;
    private final long rows;
    private final int columns;

    DenseMatrix(MemorySegment floats, long rows, int columns) {
        if (floats.byteSize() != Math.multiplyExact(Math.multiplyExact(rows, columns), 4L)) {
            throw new IllegalArgumentException(
                    rows + " x " + columns + " floats do not take " + floats.byteSize() + " bytes");
        }
        this.floats = floats;
        this.rows = rows;
        this.columns = columns;
    }

    /// A matrix of zeros that lives as long as the arena. From an automatic arena it counts against
    /// `-XX:MaxDirectMemorySize`, which is the size of the heap where nothing is said; from others it does not.
    public static DenseMatrix zeros(long rows, int columns, Arena arena) {
        long bytes = Math.multiplyExact(Math.multiplyExact(rows, columns), 4L);
        return new DenseMatrix(arena.allocate(bytes, 64), rows, columns);
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public float dotRow(long row, float[] vector) {
        long start = start(row);
        float sum = 0;
        for (int i = 0; i < columns; i++) {
            sum += floats.get(FLOAT, start + 4L * i) * vector[i];
        }
        return sum;
    }

    @Override
    public void copyRow(long row, float[] to) {
        MemorySegment.copy(floats, FLOAT, start(row), to, 0, columns);
    }

    /// Overwrites a row with an array of [#columns()] values.
    public void setRow(long row, float[] from) {
        MemorySegment.copy(from, 0, floats, FLOAT, start(row), columns);
    }

    /// The memory itself, row by row, little-endian.
    MemorySegment floats() {
        return floats;
    }

    private long start(long row) {
        return Objects.checkIndex(row, rows) * columns * 4L;
    }
}
