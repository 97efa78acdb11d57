package mathesis.corpus.training;

/// What the rows of the input matrix start from: uniform in [-1/C, 1/C], the numbers that fastText draws.
///
/// fastText cuts the matrix into tenths, each with a generator of its own. This one finds a row's place in that stream
/// without drawing what comes before it, so that rows can start when they are first met.
///
/// @param seed       of the training
/// @param rows       of the matrix
/// @param dimensions C
record RowStart(long seed, long rows, int dimensions) implements InputRows.RowFill {
    private static final int PARTS = 10;

    @Override
    public void fill(long row, float[] weights, int at) {
        long part = rows * dimensions / PARTS;
        double bound = 1.0 / dimensions;
        long first = row * dimensions;
        MinStdRandom random = null;
        for (int i = 0; i < dimensions; i++) {
            long number = first + i;
            long inPart = part == 0 ? number : number % part;
            if (random == null || inPart == 0) {
                random = new MinStdRandom(seed + (part == 0 ? 0 : number / part));
                random.skip(2 * inPart);
            }
            weights[at + i] = (float) (random.nextDouble() * 2 * bound - bound);
        }
    }
}
