package mathesis.corpus.classify;

import java.util.Arrays;
import java.util.Optional;
import mathesis.corpus.classify.ModelArguments.Kind;
import mathesis.corpus.classify.ModelArguments.Loss;

/// The parts of a `.bin` or `.ftz` file in their order: head, arguments, dictionary, input matrix, output matrix.
final class ModelReader {
    static final int MAGIC = 793712314;
    static final int VERSION = 12;
    /// Smallest entry of a dictionary: no bytes, NUL, count, type.
    private static final int LEAST_ENTRY = 1 + Long.BYTES + 1;

    private final ModelCursor in;

    ModelReader(ModelCursor in) {
        this.in = in;
    }

    FastTextModel read() throws ModelFileException {
        int version = head();
        var arguments = arguments(version);
        var dictionary = dictionary(arguments);
        boolean quantized = in.bool("the flag of a quantized input matrix");
        in.require(
                quantized || dictionary.pruned() instanceof PruneIndex.All,
                "the dictionary is pruned, but the input matrix is not quantized");
        var input = matrix(quantized, "the input matrix");
        boolean quantizedOutput = in.bool("the flag of a quantized output matrix");
        var output = matrix(quantized && quantizedOutput, "the output matrix");
        in.require(in.left() == 0, in.left() + " bytes follow the model");
        try {
            return new FastTextModel(arguments, dictionary, input, output, quantizedOutput);
        } catch (IllegalArgumentException e) {
            throw in.failure(e.getMessage());
        }
    }

    private int head() throws ModelFileException {
        in.require(in.int32("the magic number") == MAGIC, "this is no fastText model: the magic number is wrong");
        int version = in.int32("the version");
        in.require(version == 11 || version == VERSION, "version is " + version + "; can read 11 and 12");
        return version;
    }

    private ModelArguments arguments(int version) throws ModelFileException {
        int dim = in.int32("dim");
        int ws = in.int32("ws");
        int epoch = in.int32("epoch");
        int minCount = in.int32("minCount");
        int neg = in.int32("neg");
        int wordNgrams = in.int32("wordNgrams");
        int loss = in.int32("loss");
        int model = in.int32("model");
        int bucket = in.int32("bucket");
        int minn = in.int32("minn");
        int written = in.int32("maxn");
        int maxn = version < VERSION ? 0 : written; // models did not use it then, whatever their files say
        int lrUpdateRate = in.int32("lrUpdateRate");
        double t = in.float64("t");
        var kind = Arrays.stream(Kind.values())
                .filter(known -> known.code() == model)
                .findFirst();
        in.require(
                kind.equals(Optional.of(Kind.SUPERVISED)),
                "model is " + kind.map(Kind::toString).orElse("number " + model) + "; can read supervised ones only");
        var known =
                Arrays.stream(Loss.values()).filter(one -> one.code() == loss).findFirst();
        in.require(known.isPresent(), "loss is number " + loss + "; must lie in 1 to 4");
        try {
            return new ModelArguments(
                    dim,
                    ws,
                    epoch,
                    minCount,
                    neg,
                    wordNgrams,
                    known.get(),
                    kind.get(),
                    bucket,
                    minn,
                    maxn,
                    lrUpdateRate,
                    t);
        } catch (IllegalArgumentException e) {
            throw in.failure(e.getMessage());
        }
    }

    private Dictionary dictionary(ModelArguments arguments) throws ModelFileException {
        int size = in.int32("the size of the dictionary");
        int words = in.int32("the number of words");
        int labels = in.int32("the number of labels");
        long tokens = in.int64("the number of tokens");
        long pruned = in.int64("the number of pruned buckets");
        in.require(words >= 0 && labels >= 1, words + " words and " + labels + " labels; needs at least one label");
        in.require((long) words + labels == size, words + " words and " + labels + " labels are not " + size);
        in.requireRoom(size, LEAST_ENTRY, "entries of the dictionary");
        in.require(size <= Dictionary.LARGEST, size + " words and labels; can read " + Dictionary.LARGEST);
        var entries = entries(size, words);
        return pruned == -1
                ? entries.dictionary(words, tokens)
                : pruned(entries.dictionary(words, tokens), pruned, arguments.bucket());
    }

    private Entries entries(int size, int words) throws ModelFileException {
        var entries = new Entries();
        var word = new byte[64];
        long bytes = 0;
        for (int i = 0; i < size; i++) {
            int length = in.lengthToNul("a word");
            bytes += length;
            in.require(bytes <= Integer.MAX_VALUE - 8, "the words take more than 2^31 - 9 bytes");
            word = word.length < length ? new byte[length] : word;
            in.copy(length, word, 0, "a word");
            in.int8("the end of a word");
            long count = in.int64("the count of a word");
            byte type = in.int8("the type of a word");
            in.require(
                    type == (i < words ? 0 : 1),
                    "entry " + i + " has type " + type + "; the first " + words + " are words (0), then labels (1)");
            in.require(
                    count >= 0 && count < HuffmanTree.UNMADE,
                    "the count of entry " + i + " is " + count + "; must lie in 0 to 1e15");
            entries.add(word, 0, length, Tokens.hash(word, 0, length), count);
        }
        return entries;
    }

    private Dictionary pruned(Dictionary dictionary, long size, int buckets) throws ModelFileException {
        in.requireRoom(size, 2 * Integer.BYTES, "pruned buckets");
        in.require(size <= Dictionary.LARGEST, size + " pruned buckets; can read " + Dictionary.LARGEST);
        var kept = new int[(int) size];
        var rows = new int[(int) size];
        for (int i = 0; i < size; i++) {
            kept[i] = in.int32("a pruned bucket");
            rows[i] = in.int32("the row of a pruned bucket");
            in.require(kept[i] >= 0 && kept[i] < buckets, "pruned bucket " + kept[i] + " of " + buckets);
            in.require(rows[i] >= 0, "row " + rows[i] + " of a pruned bucket");
        }
        return dictionary.withPruned(kept, rows);
    }

    private Matrix matrix(boolean quantized, String what) throws ModelFileException {
        return quantized ? quantizedMatrix(what) : denseMatrix(what);
    }

    private DenseMatrix denseMatrix(String what) throws ModelFileException {
        long rows = in.int64("the rows of " + what);
        int columns = columns(rows, what);
        in.requireRoom(rows, (long) columns * Float.BYTES, "rows of " + what);
        return new DenseMatrix(in.slice(rows, (long) columns * Float.BYTES, what), rows, columns);
    }

    private int columns(long rows, String what) throws ModelFileException {
        long columns = in.int64("the columns of " + what);
        in.require(rows >= 1 && columns >= 1, what + " has " + rows + " rows and " + columns + " columns");
        in.require(columns <= Integer.MAX_VALUE / Float.BYTES, what + " has " + columns + " columns");
        return (int) columns;
    }

    private QuantizedMatrix quantizedMatrix(String what) throws ModelFileException {
        boolean hasNorms = in.bool("the flag of norms of " + what);
        long rows = in.int64("the rows of " + what);
        int columns = columns(rows, what);
        int size = in.int32("the number of codes of " + what);
        byte[] codes = in.bytes(size, "codes of " + what);
        var quantizer = quantizer(columns, what);
        in.require(
                rows <= size && rows * quantizer.parts() == size,
                what + " has " + size + " codes for " + rows + " rows of " + quantizer.parts());
        if (!hasNorms) {
            return new QuantizedMatrix(rows, codes, quantizer, Optional.empty());
        }
        byte[] norms = in.bytes(rows, "norms of " + what);
        var ofNorms = quantizer(1, "the norms of " + what);
        return new QuantizedMatrix(rows, codes, quantizer, Optional.of(new QuantizedMatrix.Norms(norms, ofNorms)));
    }

    private ProductQuantizer quantizer(int columns, String what) throws ModelFileException {
        int dim = in.int32("the quantizer's dim");
        int parts = in.int32("the quantizer's number of parts");
        int dsub = in.int32("the quantizer's dsub");
        int lastDsub = in.int32("the quantizer's last dsub");
        in.require(dim == columns, "the quantizer of " + what + " has dim " + dim + " for " + columns + " columns");
        in.require(dsub >= 1 && dsub <= dim, "the quantizer of " + what + " has dsub " + dsub + " for dim " + dim);
        float[] centroids = in.floats((long) dim * ProductQuantizer.CENTROIDS, "centroids of " + what);
        var quantizer = new ProductQuantizer(dim, dsub, centroids);
        in.require(
                parts == quantizer.parts() && lastDsub == quantizer.lastDsub(),
                "the quantizer of " + what + " has " + parts + " parts and a last one of " + lastDsub + "; needs "
                        + quantizer.parts() + " and " + quantizer.lastDsub());
        return quantizer;
    }
}
