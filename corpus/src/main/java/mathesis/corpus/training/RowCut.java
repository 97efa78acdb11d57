package mathesis.corpus.training;

import java.lang.foreign.Arena;
import java.util.Arrays;
import mathesis.corpus.classify.DenseMatrix;
import mathesis.corpus.classify.Dictionary;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.Tokens;

/// Leaves a model the rows of largest norm, which say most about a line, and forgets the others (Joulin et al. 2016,
/// fastText.zip, arXiv:1612.03651, section 3.4). The end of a line is always kept.
public final class RowCut {
    private RowCut() {}

    /// The model itself where it has no more rows than that.
    ///
    /// @param rows words and n-grams together
    public static FastTextModel keep(FastTextModel model, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("cutoff is " + rows + "; must be at least 1");
        }
        if (!(model.input() instanceof DenseMatrix input)) {
            throw new IllegalArgumentException("the model is quantized already; cut the one that it was made from");
        }
        if (rows >= input.rows()) {
            return model;
        }
        var dictionary = model.dictionary();
        int[] kept = largest(input, dictionary.find(Tokens.END_OF_LINE), rows);
        int[] words = Arrays.stream(kept)
                .filter(row -> row < dictionary.words())
                .sorted()
                .toArray();
        int[] ngrams =
                Arrays.stream(kept).filter(row -> row >= dictionary.words()).toArray();
        return new FastTextModel(
                model.arguments(), pruned(dictionary, words, ngrams), picked(input, words, ngrams), model.output());
    }

    private static int[] largest(DenseMatrix input, int endOfLine, int rows) {
        long[] order = new long[Math.toIntExact(input.rows())];
        float[] row_C = new float[input.columns()];
        for (int row = 0; row < order.length; row++) {
            input.copyRow(row, row_C);
            // norms are not negative, so their bits rise with them
            int rank = row == endOfLine ? -1 : Integer.MAX_VALUE - Float.floatToIntBits(norm(row_C));
            order[row] = (long) rank << Integer.SIZE | row;
        }
        Arrays.sort(order);
        return Arrays.stream(order, 0, rows).mapToInt(key -> (int) key).toArray();
    }

    static float norm(float[] row_C) {
        double squares = 0;
        for (float value : row_C) {
            squares += (double) value * value;
        }
        return (float) Math.sqrt(squares);
    }

    private static Dictionary pruned(Dictionary dictionary, int[] words, int[] ngrams) {
        int[] buckets = new int[ngrams.length];
        int[] rows = new int[ngrams.length];
        for (int i = 0; i < ngrams.length; i++) {
            buckets[i] = ngrams[i] - dictionary.words();
            rows[i] = i;
        }
        return dictionary.keepingWords(words).withPruned(buckets, rows);
    }

    private static DenseMatrix picked(DenseMatrix input, int[] words, int[] ngrams) {
        var picked = DenseMatrix.zeros((long) words.length + ngrams.length, input.columns(), Arena.ofAuto());
        float[] row_C = new float[input.columns()];
        for (int i = 0; i < words.length + ngrams.length; i++) {
            input.copyRow(i < words.length ? words[i] : ngrams[i - words.length], row_C);
            picked.setRow(i, row_C);
        }
        return picked;
    }
}
