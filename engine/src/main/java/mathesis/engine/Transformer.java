package mathesis.engine;

import mathesis.engine.kernels.Workers;
import mathesis.engine.model.CachedDecoder;
import mathesis.engine.model.Network;
import mathesis.engine.model.ScoringPass;

/// A policy: weights that can score and continue token sequences.
///
/// Scoring runs on this object's own threads, one call at a time. Any number of decoders may sample side by side, each
/// on the thread of its caller, as long as nobody writes the weights meanwhile. A token's log-probability is the same
/// bits whether it was scored or sampled, alone or in any batch, by one thread or many.
public final class Transformer implements AutoCloseable {
    private final Weights weights;
    private final WeightFormat format;
    private final Network network;
    private final Workers workers;
    private final ScoringPass scoring;

    /// Wraps weights, which stay the caller's to close.
    ///
    /// @param threads CPU threads of a scoring or training pass
    public Transformer(Weights weights, int threads) {
        this(weights, threads, WeightFormat.FLOAT32);
    }

    /// The same with its matrices in a format; in [WeightFormat#INT8] it scores and samples, but no [Trainer] takes it.
    public Transformer(Weights weights, int threads, WeightFormat format) {
        this.weights = weights;
        this.format = format;
        this.workers = Workers.of(threads);
        this.network = new Network(weights, format, workers);
        this.scoring = new ScoringPass(network, workers);
    }

    /// Shape of the model.
    public ModelConfig config() {
        return weights.config();
    }

    /// What its matrices are multiplied as.
    public WeightFormat format() {
        return format;
    }

    /// The parameters. After writing them call [#weightsChanged].
    public Weights weights() {
        return weights;
    }

    /// Refreshes what was derived from the weights, rounded copies included; no pass may be under way.
    public void weightsChanged() {
        network.pack(workers);
    }

    /// Log-probabilities and entropies of a batch's targets; forward only.
    public synchronized TokenScores score(TokenBatch batch) {
        batch.requireWithin(config());
        return scoring.score(batch);
    }

    /// The scalar head's values at the positions of a batch that have a target (which one is of no matter), 0
    /// elsewhere; forward only. A value has the same bits alone or in any batch, by one thread or many.
    ///
    /// @throws IllegalStateException when the weights have no scalar head
    public synchronized float[] values(TokenBatch batch) {
        batch.requireWithin(config());
        return scoring.values(batch);
    }

    /// A cached decoder for the calling thread.
    ///
    /// @param slots          sequences that may be open at a time
    /// @param longestOwnPart tokens that a sequence may have beyond its prompt
    public Decoder decoder(int slots, int longestOwnPart) {
        return new CachedDecoder(network, slots, longestOwnPart);
    }

    Network network() {
        return network;
    }

    Workers workers() {
        return workers;
    }

    /// Frees threads and buffers, not the weights.
    @Override
    public void close() {
        scoring.close();
        workers.close();
        network.close();
    }
}
