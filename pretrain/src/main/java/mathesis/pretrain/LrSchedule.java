package mathesis.pretrain;

/// The learning rate as a function of the step.
///
/// @param peak        learning rate after warm-up
/// @param warmupSteps steps of linear rise from 0
/// @param steps       length of the run
/// @param shape       what follows the warm-up
public record LrSchedule(double peak, int warmupSteps, int steps, Shape shape) {
    /// The course after warm-up.
    public enum Shape {
        /// Stays at the peak.
        CONSTANT,
        /// DeepSeekMath section 2.2: 0.316 of the peak after 80 % of the steps, 0.1 after 90 %.
        MULTI_STEP,
        /// Half a cosine down to a tenth of the peak.
        COSINE
    }

    public LrSchedule {
        if (!(peak >= 0)) {
            throw new IllegalArgumentException("learning-rate is " + peak + "; must not be negative");
        }
        if (warmupSteps < 0 || steps < 1) {
            throw new IllegalArgumentException(
                    "warmup-steps is " + warmupSteps + " and steps " + steps + "; must be 0 or more and 1 or more");
        }
    }

    /// The rate of a step, from 1.
    public double at(int step) {
        if (step <= warmupSteps) {
            return peak * step / warmupSteps;
        }
        double progress = (double) (step - 1) / steps;
        return switch (shape) {
            case CONSTANT -> peak;
            case MULTI_STEP -> peak * (progress >= 0.9 ? 0.1 : progress >= 0.8 ? 0.316 : 1);
            case COSINE -> peak * (0.1 + 0.45 * (1 + Math.cos(Math.PI * cosineProgress(step))));
        };
    }

    private double cosineProgress(int step) {
        return (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
    }
}
