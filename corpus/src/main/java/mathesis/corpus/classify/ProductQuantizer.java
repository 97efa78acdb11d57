package mathesis.corpus.classify;

/// Vectors as one of 256 centroids for each of their parts (Jégou et al. 2011; fastText.zip, arXiv:1612.03651).
///
/// @param dim       values of a vector
/// @param dsub      values of a part; the last one may be shorter
/// @param centroids `dim * 256` values: centroid k of part m starts at `(m * 256 + k) * dsub`, in the last part at
///                  `m * 256 * dsub + k * lastDsub`. Nobody writes to it after construction
public record ProductQuantizer(int dim, int dsub, float[] centroids) {
    /// Centroids of a part; a code is one byte.
    public static final int CENTROIDS = 256;

    public ProductQuantizer {
        if (dim < 1 || dsub < 1 || dsub > dim || centroids.length != (long) dim * CENTROIDS) {
            throw new IllegalArgumentException(
                    "quantizer of dim " + dim + ", dsub " + dsub + " with " + centroids.length + " values");
        }
    }

    /// Parts of a vector, and so bytes of its code.
    public int parts() {
        return (dim + dsub - 1) / dsub;
    }

    public int lastDsub() {
        return dim - (parts() - 1) * dsub;
    }

    /// Adds a multiple of the vector whose code starts at `from`.
    void addTo(float[] sum, byte[] codes, int from, float factor) {
        int parts = parts();
        for (int m = 0; m < parts; m++) {
            int width = m == parts - 1 ? lastDsub() : dsub;
            int centroid = m * CENTROIDS * dsub + (codes[from + m] & 0xFF) * width;
            for (int i = 0; i < width; i++) {
                sum[m * dsub + i] += factor * centroids[centroid + i];
            }
        }
    }

    /// The product of a vector and the one whose code starts at `from`.
    float dot(float[] vector, byte[] codes, int from) {
        int parts = parts();
        float sum = 0;
        for (int m = 0; m < parts; m++) {
            int width = m == parts - 1 ? lastDsub() : dsub;
            int centroid = m * CENTROIDS * dsub + (codes[from + m] & 0xFF) * width;
            for (int i = 0; i < width; i++) {
                sum += vector[m * dsub + i] * centroids[centroid + i];
            }
        }
        return sum;
    }
}
