package mathesis.rollout;

import java.util.List;
import mathesis.engine.Tokenizer;
import mathesis.engine.Transformer;
import mathesis.rollout.sampling.ContinuousBatch;

/// Samples groups of solutions from one policy.
///
/// What comes out depends on the weights, the parameters, the seed and the requests alone: not on how requests are
/// batched, on the number of slots, or on the thread. Not thread-safe: one sampler belongs to one thread.
public final class Sampler {
    private final Transformer policy;
    private final Tokenizer tokenizer;
    private final SamplingParams params;
    private final long seed;
    private final int slots;

    /// @param slots sequences decoded together; more is faster until the cache is full
    public Sampler(Transformer policy, Tokenizer tokenizer, SamplingParams params, long seed, int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException("sampling.slots is " + slots + "; must be 1 or more");
        }
        this.policy = policy;
        this.tokenizer = tokenizer;
        this.params = params;
        this.seed = seed;
        this.slots = slots;
    }

    /// Samples one group for each request, in the order of the requests.
    ///
    /// @throws IllegalArgumentException when a prompt leaves no room for a token in the model's context
    public List<Group> sample(List<SampleRequest> requests) {
        requests.forEach(this::requireRoom);
        try (var batch = new ContinuousBatch(policy, tokenizer, params, seed, slots)) {
            return batch.run(requests);
        }
    }

    private void requireRoom(SampleRequest request) {
        int prompt = request.promptTokens().length;
        int context = policy.config().contextLength();
        if (prompt == 0 || prompt >= context) {
            throw new IllegalArgumentException(
                    "the prompt of problem " + request.problem().id() + " has " + prompt + " tokens; it must have 1 to "
                            + (context - 1) + " to fit the model's context of " + context);
        }
    }
}
