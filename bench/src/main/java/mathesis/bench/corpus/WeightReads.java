package mathesis.bench.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mathesis.bench.measure.Blackhole;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.Features;

/// What a scorer cannot do without: one weight read for each row of each page, with all places known beforehand.
///
/// @param weights one for each row of the input matrix
/// @param rows    of each page
record WeightReads(float[] weights, List<int[]> rows) {
    static WeightReads of(FastTextModel model, ScoringPages pages) {
        var weights = new float[(int) model.input().rows()];
        Arrays.fill(weights, 1);
        var features = new Features(model.arguments(), model.dictionary());
        var rows = new ArrayList<int[]>();
        for (byte[] page : pages.pages()) {
            features.readLine(page, 0, page.length);
            rows.add(Arrays.copyOf(features.rows(), features.count()));
        }
        return new WeightReads(weights, rows);
    }

    void read() {
        double sum = 0;
        for (int[] page : rows) {
            sum += read(page);
        }
        Blackhole.eat((long) sum);
    }

    /// Two sums, so that an addition need not wait for the one before.
    private double read(int... page) {
        double even = 0;
        double odd = 0;
        for (int i = 0; i < page.length - 1; i += 2) {
            even += weights[page[i]];
            odd += weights[page[i + 1]];
        }
        return even + odd;
    }
}
