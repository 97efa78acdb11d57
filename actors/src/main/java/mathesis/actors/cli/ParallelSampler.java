package mathesis.actors.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Transformer;
import mathesis.rollout.Group;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.Sampler;
import mathesis.rollout.SamplingParams;
import mathesis.rollout.tool.Tools;

/// Samples many requests on several threads, handing groups on in the order of their requests.
///
/// @param model   whose tokenizer decodes
/// @param policy  that samples; its weights must not change meanwhile
/// @param threads sampling side by side; the samples do not depend on their number
/// @param tools   for completions that call programs
record ParallelSampler(PretrainedModel model, Transformer policy, int threads, Optional<Tools> tools) {
    /// Sequences that one thread decodes together.
    private static final int SLOTS = 32;
    /// Completions of one piece of work: several times the slots, so that few of them stay empty at its end.
    private static final int COMPLETIONS_PER_TASK = 4 * SLOTS;

    /// What is done with a group as soon as it and all before it are sampled.
    interface Use {
        void accept(Group group) throws java.io.IOException;
    }

    /// Of completions that the model writes alone.
    ParallelSampler(PretrainedModel model, Transformer policy, int threads) {
        this(model, policy, threads, Optional.empty());
    }

    void sample(List<SampleRequest> requests, SamplingParams params, long seed, Use use) throws java.io.IOException {
        var pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("sampler-", 0).daemon().factory());
        try {
            var tasks = new ArrayList<Future<List<Group>>>();
            for (var part : parts(requests)) {
                tasks.add(pool.submit(() ->
                        new Sampler(policy, ModelOptions.tokenizer(model), params, seed, SLOTS, tools).sample(part)));
            }
            for (var task : tasks) {
                for (var group : task.get()) {
                    use.accept(group);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(Failures.describe(e), e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while sampling");
        } finally {
            pool.shutdownNow();
        }
    }

    private List<List<SampleRequest>> parts(List<SampleRequest> requests) {
        int samples = requests.isEmpty() ? 1 : requests.getFirst().samples();
        int shared = Math.ceilDiv(requests.size(), threads);
        int size = Math.clamp(COMPLETIONS_PER_TASK / samples, 1, Math.max(1, shared));
        var parts = new ArrayList<List<SampleRequest>>();
        for (int from = 0; from < requests.size(); from += size) {
            parts.add(requests.subList(from, Math.min(from + size, requests.size())));
        }
        return parts;
    }
}
