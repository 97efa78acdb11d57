package mathesis.corpus.dedup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import mathesis.corpus.words.WordHash;

/// Signatures of texts for near-duplicate search (Broder 1997): of each of many permutations of the shingles' hashes,
/// the least.
///
/// The permutations are `a x + b` modulo 2^32 with odd `a`, on hashes that are well mixed already, so that a family
/// this plain does; [MinHashReference] is the plain twin. The least is that of signed numbers: one more permutation.
///
/// Limit: a multiplication, an addition and a minimum a shingle and hash, 16 of each at once with AVX-512. The loop
/// over shingles is the inner one: the permutation then stays in registers and the loop is long enough for the
/// compiler's widest form. Serves one thread; the same settings give the same signatures everywhere.
public final class MinHash {
    private static final long SEED = 0x6d61746865736973L;

    private final SignatureShape shape;
    private final int[] factors;
    private final int[] offsets;
    private final Shingles shingles = new Shingles();
    private final int[] batch = new int[Shingles.BATCH];

    public MinHash(SignatureShape shape) {
        this.shape = shape;
        this.factors = new int[shape.hashes()];
        this.offsets = new int[shape.hashes()];
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < factors.length; i++) {
            factors[i] = random.nextInt() | 1;
            offsets[i] = random.nextInt();
        }
    }

    public SignatureShape shape() {
        return shape;
    }

    /// The fingerprint of a text.
    public Fingerprint of(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return of(utf8, 0, utf8.length);
    }

    /// The fingerprint of the text in these bytes of UTF-8.
    public Fingerprint of(byte[] utf8, int from, int to) {
        var signature = new int[factors.length];
        Arrays.fill(signature, Integer.MAX_VALUE);
        shingles.begin(utf8, from, to);
        for (int count = shingles.next(batch); count > 0; count = shingles.next(batch)) {
            lower(signature, count);
        }
        return new Fingerprint(shingles.words(), shingles.textHash(), signature);
    }

    private void lower(int[] signature, int count) {
        for (int i = 0; i < signature.length; i++) {
            signature[i] = least(batch, count, factors[i], offsets[i], signature[i]);
        }
    }

    private static int least(int[] x, int count, int factor, int offset, int soFar) {
        int least = soFar;
        for (int j = 0; j < count; j++) {
            least = Math.min(least, factor * x[j] + offset);
        }
        return least;
    }

    /// The permutation of this number, for the plain twin.
    int permuted(int hash, int shingle) {
        return factors[hash] * shingle + offsets[hash];
    }

    /// The hash that two signatures share where they agree in all rows of this band.
    long bandHash(int[] signature, int band) {
        long hash = band;
        for (int i = band * shape.rows(); i < (band + 1) * shape.rows(); i++) {
            hash = WordHash.mixed(hash ^ Integer.toUnsignedLong(signature[i]));
        }
        return hash;
    }
}
