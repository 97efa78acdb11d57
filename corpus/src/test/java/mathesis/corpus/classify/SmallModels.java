package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mathesis.corpus.classify.ModelArguments.Kind;
import mathesis.corpus.classify.ModelArguments.Loss;

/// Models of a few words with random matrices.
final class SmallModels {
    /// Words of every length up to 18 bytes, of one, two and three bytes a character.
    static final String TEXT = """
            __label__math let x be an odd prime and Γ its graph over 数学 with proofs
            __label__nonmath install packages by running ./configure && make carefully
            __label__math characteristic irreducible a ab abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcdefghij
            __label__other abcdefghijklmn abcdefghijklmno abcdefghijklmnop abcdefghijklmnopqr éèàçù ääääääää
            """;

    private SmallModels() {}

    static ModelArguments arguments(Loss loss, int dim, int wordNgrams, int bucket, int minn, int maxn) {
        return new ModelArguments(dim, 5, 3, 1, 5, wordNgrams, loss, Kind.SUPERVISED, bucket, minn, maxn, 100, 1e-4);
    }

    static Dictionary dictionary(String text) {
        try {
            return new DictionaryBuilder()
                    .addAll(new ByteArrayInputStream(text.getBytes(UTF_8)))
                    .build(1, 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static FastTextModel dense(ModelArguments arguments, Dictionary dictionary, long seed) {
        var random = new SplittableRandom(seed);
        return new FastTextModel(
                arguments,
                dictionary,
                matrix(dictionary.words() + arguments.bucket(), arguments.dim(), random),
                matrix(dictionary.labels(), arguments.dim(), random));
    }

    /// A model with quantized matrices, whose dictionary keeps every third bucket.
    static FastTextModel quantized(ModelArguments arguments, Dictionary dictionary, int dsub, long seed) {
        var random = new SplittableRandom(seed);
        int[] rows = IntStream.range(0, arguments.bucket() / 3).toArray();
        int[] buckets = IntStream.of(rows).map(row -> 3 * row).toArray();
        return new FastTextModel(
                arguments,
                dictionary.withPruned(buckets, rows),
                quantized(dictionary.words() + rows.length, arguments.dim(), dsub, random),
                matrix(dictionary.labels(), arguments.dim(), random));
    }

    private static DenseMatrix matrix(int rows, int columns, SplittableRandom random) {
        var matrix = DenseMatrix.zeros(rows, columns, Arena.ofAuto());
        for (int row = 0; row < rows; row++) {
            matrix.setRow(row, floats(columns, random));
        }
        return matrix;
    }

    private static QuantizedMatrix quantized(int rows, int columns, int dsub, SplittableRandom random) {
        var quantizer = new ProductQuantizer(columns, dsub, floats(columns * ProductQuantizer.CENTROIDS, random));
        var codes = new byte[rows * quantizer.parts()];
        random.nextBytes(codes);
        var norms = new byte[rows];
        random.nextBytes(norms);
        var ofNorms = new ProductQuantizer(1, 1, floats(ProductQuantizer.CENTROIDS, random));
        return new QuantizedMatrix(rows, codes, quantizer, Optional.of(new QuantizedMatrix.Norms(norms, ofNorms)));
    }

    private static float[] floats(int count, SplittableRandom random) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-3, 3);
        }
        return values;
    }
}
