package mathesis.corpus.classify;

/// A matrix of float32 as fastText keeps it, dense or quantized. Rows are counted from 0; a row or vector that does not
/// fit throws [IndexOutOfBoundsException].
public sealed interface Matrix permits DenseMatrix, QuantizedMatrix {
    long rows();

    int columns();

    /// Copies a row into an array of [#columns()] values.
    void copyRow(long row, float[] to);

    /// The product of a row and a vector of [#columns()] values.
    float dotRow(long row, float[] vector);
}
