package mathesis.pretrain;

import java.util.function.IntFunction;
import mathesis.engine.Objective;
import mathesis.engine.TokenBatch;
import mathesis.engine.Trainer;

/// Next-token training: one optimizer step on each lesson (paper, section 2.2 and equation 6).
///
/// The lesson of a step is a pure function of its number, so that a run can be repeated from any step.
public final class Pretraining {
    private Pretraining() {}

    /// What one step learns from: pre-training weighs every token alike, instruction tuning gives the prompt less.
    public record Lesson(TokenBatch batch, Objective objective) {}

    /// What one step did.
    ///
    /// @param step         from 1
    /// @param loss         of the lesson's objective, nats
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

    /// Trains for a number of steps, which may be fewer than the schedule's.
    public static void run(
            Trainer trainer, IntFunction<Lesson> lessonOfStep, LrSchedule schedule, int steps, Listener listener) {
        for (int step = 1; step <= steps; step++) {
            var lesson = lessonOfStep.apply(step);
            double loss = trainer.accumulate(lesson.batch(), lesson.objective());
            double learningRate = schedule.at(step);
            double norm = trainer.update(learningRate);
            listener.trained(
                    new Step(step, loss, norm, learningRate, lesson.batch().length()));
        }
    }
}
