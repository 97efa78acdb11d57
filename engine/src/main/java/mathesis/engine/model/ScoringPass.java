package mathesis.engine.model;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.engine.kernels.Workers;

/// Forward only: scores of a batch's targets. Keeps its buffers and grows them when a longer batch comes.
public final class ScoringPass implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private Activations activations;

    public ScoringPass(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
        this.activations = new Activations(network.config(), 1, false);
    }

    /// Log-probabilities and entropies of the targets.
    public TokenScores score(TokenBatch batch) {
        if (batch.length() > activations.capacity()) {
            activations.close();
            activations = new Activations(network.config(), batch.length(), false);
        }
        network.forward(batch, activations, workers);
        return network.scores(batch, activations, workers);
    }

    @Override
    public void close() {
        activations.close();
    }
}
