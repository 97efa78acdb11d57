package mathesis.rollout;

import java.util.List;
import java.util.Optional;
import mathesis.engine.Tokenizer;
import mathesis.engine.Transformer;
import mathesis.rollout.sampling.ContinuousBatch;
import mathesis.rollout.tool.Tools;

/// Samples groups of solutions from one policy.
///
/// What comes out depends on the weights, the parameters, the seed and the requests alone: not on how requests are
/// batched, on the number of slots, on the thread, or on when a program's result comes. Not thread-safe: one sampler
/// belongs to one thread.
public final class Sampler {
    private final Transformer policy;
    private final Tokenizer tokenizer;
    private final SamplingParams params;
    private final long seed;
    private final int slots;
    private final Optional<Tools> tools;

    /// @param slots sequences decoded together; more is faster until the cache is full
    public Sampler(Transformer policy, Tokenizer tokenizer, SamplingParams params, long seed, int slots) {
        this(policy, tokenizer, params, seed, slots, Optional.empty());
    }

    /// @param slots sequences decoded together; more is faster until the cache is full
    /// @param tools for a dialogue: programs that the model writes are run, and it reads their results. The longest
    ///              completion then counts the model's own tokens; the context bounds all
    public Sampler(
            Transformer policy,
            Tokenizer tokenizer,
            SamplingParams params,
            long seed,
            int slots,
            Optional<Tools> tools) {
        if (slots < 1) {
            throw new IllegalArgumentException("sampling.slots is " + slots + "; must be 1 or more");
        }
        this.policy = policy;
        this.tokenizer = tokenizer;
        this.params = params;
        this.seed = seed;
        this.slots = slots;
        this.tools = tools;
    }

    /// Samples one group for each request, in the order of the requests.
    ///
    /// @throws IllegalArgumentException when a prompt leaves no room for a token in the model's context
    public List<Group> sample(List<SampleRequest> requests) {
        requests.forEach(this::requireRoom);
        try (var batch = new ContinuousBatch(policy, tokenizer, params, seed, slots, tools)) {
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
