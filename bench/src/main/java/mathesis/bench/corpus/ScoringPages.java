package mathesis.bench.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import mathesis.corpus.classify.DenseMatrix;
import mathesis.corpus.classify.Dictionary;
import mathesis.corpus.classify.DictionaryBuilder;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.ModelArguments;

/// Real text cut into pages of the usual size, and a model as large as the paper's for it.
///
/// @param pages bytes of each
/// @param words that they have together
record ScoringPages(List<byte[]> pages, long words) {
    private static final int PAGE_BYTES = 6_200;
    private static final int BUCKET = 2_000_000;
    private static final int WORD_NGRAMS = 3;
    /// Words of the dictionary, of which the text has fewer.
    private static final int WORDS = 100_000;

    private static final int SEED = 5;

    /// The text of the golden trainer's files, in the order in which it stands there.
    static ScoringPages read(Path folder) throws IOException {
        var pages = new ArrayList<byte[]>();
        var page = new ByteArrayOutputStream();
        long words = 0;
        for (var name : List.of("page.train.txt.gz", "page.test.txt.gz")) {
            try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
                for (byte b : in.readAllBytes()) {
                    words += b == ' ' || b == '\n' ? 1 : 0;
                    page.write(b == '\n' ? ' ' : b);
                    if (b == ' ' && page.size() >= PAGE_BYTES) {
                        pages.add(page.toByteArray());
                        page.reset();
                    }
                }
            }
        }
        return new ScoringPages(List.copyOf(pages), words);
    }

    long bytes() {
        return pages.stream().mapToLong(page -> page.length).sum();
    }

    /// A softmax model of two labels with random weights; its input matrix takes 2.15 GB at 256 columns.
    FastTextModel model(int dim, Arena arena) {
        var arguments = ModelArguments.softmax(dim, 3, 1, WORD_NGRAMS, BUCKET);
        var dictionary = dictionary();
        var input = DenseMatrix.zeros(dictionary.words() + BUCKET, dim, arena);
        var output = DenseMatrix.zeros(2, dim, arena);
        fill(input);
        fill(output);
        return new FastTextModel(arguments, dictionary, input, output);
    }

    private Dictionary dictionary() {
        var builder = new DictionaryBuilder();
        try {
            for (byte[] page : pages) {
                builder.addAll(new ByteArrayInputStream(page));
            }
            var text = new StringBuilder("__label__math __label__nonmath\n");
            for (int i = builder.size(); i < WORDS; i++) {
                text.append("word").append(i * 7919L).append(' ');
            }
            builder.addAll(new ByteArrayInputStream(text.toString().getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build(1, 0);
    }

    /// Rows of random numbers, each a piece of one long list: drawing all of them would take minutes.
    private static void fill(DenseMatrix matrix) {
        var random = new SplittableRandom(SEED);
        var numbers = new float[matrix.columns() + 4096];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        var row = new float[matrix.columns()];
        for (long i = 0; i < matrix.rows(); i++) {
            System.arraycopy(numbers, random.nextInt(4096), row, 0, row.length);
            matrix.setRow(i, row);
        }
    }
}
