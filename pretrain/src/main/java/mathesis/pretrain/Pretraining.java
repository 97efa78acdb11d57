package mathesis.pretrain;

import java.util.function.IntFunction;
import mathesis.engine.TokenBatch;
import mathesis.engine.Trainer;
import mathesis.engine.WeightedLikelihood;

/// Next-token training: one optimizer step on each batch, coefficient 1 on every target (paper, equation 6).
///
/// The batch of a step is a pure function of its number, so that a run can be repeated from any step.
public final class Pretraining {
    private Pretraining() {}

    /// What one step did.
    ///
    /// @param step         from 1
    /// @param loss         mean negative log-likelihood over the batch's targets, nats
    /// @param gradientNorm before clipping
    /// @param learningRate that was used
    /// @param tokens       trained on
    public record Step(int step, double loss, double gradientNorm, double learningRate, int tokens) {}

    /// Hears of every step.
    @FunctionalInterface
    public interface Listener {
        /// Called after the step's update, on the training thread.
        void trained(Step step);
    }

    /// Trains for the schedule's number of steps.
    public static void run(
            Trainer trainer, IntFunction<TokenBatch> batchOfStep, LrSchedule schedule, Listener listener) {
        for (int step = 1; step <= schedule.steps(); step++) {
            var batch = batchOfStep.apply(step);
            double loss = trainer.accumulate(batch, WeightedLikelihood.mean(batch));
            double learningRate = schedule.at(step);
            double norm = trainer.update(learningRate);
            listener.trained(new Step(step, loss, norm, learningRate, batch.length()));
        }
    }
}
