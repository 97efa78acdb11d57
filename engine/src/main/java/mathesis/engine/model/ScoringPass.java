package mathesis.engine.model;

import java.util.Optional;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.engine.kernels.Workers;

/// Forward only: scores of a batch's targets, or the scalar head's values there. Keeps its memory and plans it anew
/// when a longer batch comes.
public final class ScoringPass implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private ForwardPass forward;
    private HeadPass head;
    private Optional<ScalarPass> scalar = Optional.empty();

    public ScoringPass(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
        plan(1);
    }

    /// Log-probabilities and entropies of the targets, in arrays of their own.
    public TokenScores score(TokenBatch batch) {
        run(batch);
        var scores = head.scores(HeadPass.NOBODY);
        return new TokenScores(scores.logprobs_T().clone(), scores.entropies_T().clone());
    }

    /// Values of the scalar head at the targets, 0 elsewhere, in an array of their own.
    ///
    /// @throws IllegalStateException when the weights have no such head
    public float[] values(TokenBatch batch) {
        network.scalarHead();
        run(batch);
        if (scalar.isEmpty()) {
            scalar = Optional.of(new ScalarPass(network, forward, workers));
        }
        return scalar.get().values().clone();
    }

    private void run(TokenBatch batch) {
        if (batch.length() > forward.capacity()) {
            int capacity = forward.grownFor(batch.length());
            close();
            plan(capacity);
        }
        forward.run(batch);
    }

    private void plan(int capacity) {
        forward = new ForwardPass(network, workers, capacity, false);
        head = new HeadPass(network, forward, workers);
    }

    @Override
    public void close() {
        scalar.ifPresent(ScalarPass::close);
        scalar = Optional.empty();
        head.close();
        forward.close();
    }
}
