package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import mathesis.engine.TokenBatch;
import mathesis.engine.kernels.Attention;
import mathesis.engine.kernels.Scratch;
import mathesis.engine.kernels.Workers;

/// Embedding and blocks over batches of packed sequences of up to `capacity` rows, with the memory that takes.
///
/// Rows and attention units are split over the workers; how they are split changes no bit of the result.
final class ForwardPass implements AutoCloseable {
    /// Hears of a block's keys and values before the next block overwrites them.
    interface KeyValueSink {
        void projected(int layer, BlockActivations activations);
    }

    private static final KeyValueSink NOBODY = (_, _) -> {};

    private final Network network;
    private final Workers workers;
    private final int capacity;
    private final Activations activations;
    private final BatchLayout layout;
    private final Workers.Range enterRows = new RowBlocks(this::enter);
    private final Workers.Range attendUnits = this::attend;
    private final Workers.Range leaveRows = new RowBlocks(this::leave);
    private MemorySegment cosSin = MemorySegment.NULL;
    private int layer;

    ForwardPass(Network network, Workers workers, int capacity, boolean keptForBackward) {
        this.network = network;
        this.workers = workers;
        this.capacity = capacity;
        this.activations = new Activations(network.config(), capacity, keptForBackward);
        this.layout = new BatchLayout(capacity);
    }

    /// The largest number of rows that fits.
    int capacity() {
        return capacity;
    }

    /// The capacity to plan for when a batch of `rows` rows does not fit: that of the first batch exactly; after it,
    /// lengths seem to differ, and an eighth more saves planning anew for each that is a little longer.
    int grownFor(int rows) {
        return capacity == 1 ? rows : Math.addExact(rows, rows / 8);
    }

    /// What is left of the batch: the residual stream after the last block and, if kept, everything before.
    Activations activations() {
        return activations;
    }

    /// The batch of the last run.
    BatchLayout layout() {
        return layout;
    }

    void run(TokenBatch batch) {
        run(batch, NOBODY);
    }

    /// As above, for a decoder that keeps the keys and values.
    void run(TokenBatch batch, KeyValueSink sink) {
        layout.lay(batch);
        cosSin = network.cosSin(layout.longest());
        int units = Attention.units(layout.starts(), network.heads());
        workers.forEach(layout.rows(), RowBlocks.GRAIN, enterRows);
        for (layer = 0; layer < network.blocks().size(); layer++) {
            sink.projected(layer, activations.block(layer));
            workers.forEach(units, 1, attendUnits);
            workers.forEach(layout.rows(), RowBlocks.GRAIN, leaveRows);
        }
    }

    private void enter(int from, int to) {
        network.embed(activations.residual(0), layout.batch().tokens_T(), from, to);
        projectHeads(0, from, to);
    }

    private void attend(int fromUnit, int toUnit) {
        var a = activations.block(layer);
        Attention.forward(
                a.attended_TQ(),
                a.logSumExp_TH(),
                a.query_TQ(),
                a.key_TK(),
                a.value_TK(),
                layout.starts(),
                network.heads(),
                fromUnit,
                toUnit,
                Scratch.ofThread());
    }

    private void leave(int from, int to) {
        network.blocks().get(layer).finish(activations.block(layer), activations.residual(layer + 1), from, to);
        if (layer + 1 < network.blocks().size()) {
            projectHeads(layer + 1, from, to);
        }
    }

    private void projectHeads(int layer, int from, int to) {
        network.blocks().get(layer).projectHeads(activations.block(layer), cosSin, layout.positions_T(), from, to);
    }

    @Override
    public void close() {
        activations.close();
    }
}
