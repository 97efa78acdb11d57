package mathesis.engine.model;

import mathesis.engine.kernels.Workers;

/// Cuts each worker's share of rows into blocks whose activations stay in the second-level cache.
record RowBlocks(Workers.Range task) implements Workers.Range {
    /// Rows that pass through half a block together.
    static final int ROWS = 64;
    /// The fewest rows worth handing to a worker.
    static final int GRAIN = 32;

    @Override
    public void run(int from, int to) {
        for (int row = from; row < to; row += ROWS) {
            task.run(row, Math.min(to, row + ROWS));
        }
    }
}
