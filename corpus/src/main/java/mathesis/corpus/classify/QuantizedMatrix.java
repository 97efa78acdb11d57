package mathesis.corpus.classify;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// A matrix whose rows are codes of a [ProductQuantizer], with their norms, where they are kept, quantized apart.
///
/// @param rows      number of rows
/// @param codes     `rows * quantizer.parts()` bytes; nobody writes to it after construction
/// @param quantizer of the rows, or of their directions where there are norms
/// @param norms     of the rows
public record QuantizedMatrix(long rows, byte[] codes, ProductQuantizer quantizer, Optional<Norms> norms)
        implements Matrix {
    /// Norms of rows.
    ///
    /// @param codes     one byte a row; nobody writes to it after construction
    /// @param quantizer of dim 1
    public record Norms(byte[] codes, ProductQuantizer quantizer) {
        public Norms {
            if (quantizer.dim() != 1) {
                throw new IllegalArgumentException("norms of dim " + quantizer.dim() + "; must be 1");
            }
        }

        float of(int row) {
            return quantizer.centroids()[codes[row] & 0xFF];
        }
    }

    public QuantizedMatrix {
        if (codes.length != Math.multiplyExact(rows, quantizer.parts())) {
            throw new IllegalArgumentException(codes.length + " codes for " + rows + " rows of " + quantizer.parts());
        }
        if (norms.isPresent() && norms.get().codes().length != rows) {
            throw new IllegalArgumentException(norms.get().codes().length + " norms for " + rows + " rows");
        }
    }

    @Override
    public int columns() {
        return quantizer.dim();
    }

    @Override
    public void copyRow(long row, float[] to) {
        Arrays.fill(to, 0);
        quantizer.addTo(to, codes, start(row), norm(row));
    }

    @Override
    public float dotRow(long row, float[] vector) {
        return norm(row) * quantizer.dot(vector, codes, start(row));
    }

    private int start(long row) {
        return (int) Objects.checkIndex(row, rows) * quantizer.parts();
    }

    private float norm(long row) {
        return norms.isPresent() ? norms.get().of((int) row) : 1;
    }
}
