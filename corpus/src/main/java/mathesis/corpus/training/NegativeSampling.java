package mathesis.corpus.training;

/// A yes for one label of the line and a no for some others, drawn by the square root of their counts.
final class NegativeSampling implements LossStep {
    private static final int TABLE_SIZE = 10_000_000;

    private final OutputRows output;
    private final int negatives;
    private final int[] table;

    /// @param count lines of each label
    NegativeSampling(OutputRows output, long[] count, int negatives) {
        this.output = output;
        this.negatives = count.length < 2 ? 0 : negatives; // a lone label has no other to draw
        this.table = table(count);
    }

    /// As many entries a label as its share of the square roots; at least one, or it could never be drawn.
    private static int[] table(long[] count) {
        double sum = 0;
        for (long lines : count) {
            sum += Math.sqrt(lines);
        }
        int[] entries = new int[count.length];
        int size = 0;
        for (int label = 0; label < count.length; label++) {
            entries[label] = Math.max(1, (int) Math.ceil(Math.sqrt(count[label]) * TABLE_SIZE / sum));
            size = Math.addExact(size, entries[label]);
        }
        int[] table = new int[size];
        int at = 0;
        for (int label = 0; label < count.length; label++) {
            for (int i = 0; i < entries[label]; i++) {
                table[at++] = label;
            }
        }
        return table;
    }

    @Override
    public float step(int[] labels, int labelCount, float rate, StepState state) {
        int target = LossStep.drawn(labels, labelCount, state);
        float loss = BinaryLogistic.step(output, target, true, rate, state);
        for (int i = 0; i < negatives; i++) {
            loss += BinaryLogistic.step(output, negative(target, state.random), false, rate, state);
        }
        return loss;
    }

    private int negative(int target, MinStdRandom random) {
        int drawn;
        do {
            drawn = table[random.nextInt(table.length)];
        } while (drawn == target);
        return drawn;
    }
}
