package mathesis.engine.model;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.engine.kernels.Workers;

/// Forward only: scores of a batch's targets. Keeps its memory and plans it anew when a longer batch comes.
public final class ScoringPass implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private ForwardPass forward;
    private HeadPass head;

    public ScoringPass(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
        plan(1);
    }

    /// Log-probabilities and entropies of the targets, in arrays of their own.
    public TokenScores score(TokenBatch batch) {
        if (batch.length() > forward.capacity()) {
            int capacity = forward.grownFor(batch.length());
            close();
            plan(capacity);
        }
        forward.run(batch);
        var scores = head.scores(HeadPass.NOBODY);
        return new TokenScores(scores.logprobs_T().clone(), scores.entropies_T().clone());
    }

    private void plan(int capacity) {
        forward = new ForwardPass(network, workers, capacity, false);
        head = new HeadPass(network, forward, workers);
    }

    @Override
    public void close() {
        head.close();
        forward.close();
    }
}
