package mathesis.engine;

import java.util.Optional;
import mathesis.engine.model.GradientPass;
import mathesis.engine.train.AdamW;

/// The one trainer: gradients of any [Objective] by gradient coefficients, clipped and applied by AdamW.
///
/// Pre-training, instruction tuning and every method of reinforcement learning call [#accumulate] for each micro-batch
/// and [#update] once; where the weights have a scalar head, [#accumulateValues] adds the gradient of a loss of its
/// values. Not thread-safe; computes on its transformer's threads. The result does not depend on their
/// number.
public final class Trainer implements AutoCloseable {
    private final Transformer policy;
    private final GradientPass<Objective> pass;
    private final Optional<GradientPass<ScalarObjective>> valuePass;
    private final Weights gradient;
    private final AdamW optimizer;

    /// A trainer whose optimizer starts from zero moments.
    public Trainer(Transformer policy, AdamWConfig config) {
        this(
                trainable(policy),
                config,
                new OptimizerState(
                        0, policy.weights().zerosLike(), policy.weights().zerosLike()));
    }

    /// A trainer that goes on from a checkpoint; the state is its own from now on.
    ///
    /// @throws IllegalArgumentException when the policy's matrices are rounded: it can only sample and score
    public Trainer(Transformer policy, AdamWConfig config, OptimizerState state) {
        this.policy = trainable(policy);
        this.gradient = policy.weights().zerosLike();
        this.pass = GradientPass.ofTokens(policy.network(), policy.workers(), gradient);
        this.valuePass = gradient.hasScalarHead()
                ? Optional.of(GradientPass.ofValues(policy.network(), policy.workers(), gradient))
                : Optional.empty();
        this.optimizer = new AdamW(config, state);
    }

    private static Transformer trainable(Transformer policy) {
        if (policy.format() != WeightFormat.FLOAT32) {
            throw new IllegalArgumentException("the policy's weights are " + policy.format()
                    + "; a policy in training needs FLOAT32 (int8 is for sampling: mathesis.rollout.weights)");
        }
        return policy;
    }

    /// Adds the gradient of the objective's loss on this batch; returns the loss.
    public double accumulate(TokenBatch batch, Objective objective) {
        batch.requireWithin(policy.config());
        return pass.accumulate(batch, objective);
    }

    /// Adds the gradient of a loss of the scalar head's values at the batch's targets; returns the loss.
    ///
    /// @throws IllegalStateException when the weights have no scalar head
    public double accumulateValues(TokenBatch batch, ScalarObjective objective) {
        batch.requireWithin(policy.config());
        return valuePass
                .orElseThrow(() -> new IllegalStateException("these weights have no scalar head to train"))
                .accumulate(batch, objective);
    }

    /// Clips the gathered gradient, moves the weights and clears the gradient.
    ///
    /// @return norm of the gradient before clipping
    /// @throws NonFiniteGradientException leaving weights and moments as they were
    public double update(double learningRate) {
        try {
            double norm = optimizer.update(policy.weights(), gradient, learningRate, policy.workers());
            policy.weightsChanged();
            return norm;
        } finally {
            gradient.clear();
        }
    }

    /// The gradient gathered since the last update; read-only for callers.
    public Weights gradient() {
        return gradient;
    }

    /// Throws away what was gathered since the last update.
    public void discard() {
        gradient.clear();
    }

    /// The policy in training.
    public Transformer policy() {
        return policy;
    }

    /// What the optimizer remembers, for checkpoints; read it only between updates.
    public OptimizerState state() {
        return optimizer.state();
    }

    /// Frees gradient, moments and buffers, not the policy.
    @Override
    public void close() {
        pass.close();
        valuePass.ifPresent(GradientPass::close);
        gradient.close();
        optimizer.close();
    }
}
