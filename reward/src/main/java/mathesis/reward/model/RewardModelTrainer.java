package mathesis.reward.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mathesis.engine.AdamWConfig;
import mathesis.engine.OptimizerState;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;

/// Trains the weights and the scalar head of a transformer on labelled sequences. Not thread-safe.
///
/// What comes out depends on the weights, the batches and the learning rates alone, not on threads.
public final class RewardModelTrainer implements AutoCloseable {
    /// The learning rate of DeepSeekMath section 4.2 for the reward model.
    public static final double PAPER_LEARNING_RATE = 2e-5;
    /// The paper gives the learning rate alone; betas and clip are those of its other stages, without decay.
    public static final AdamWConfig OPTIMIZER = new AdamWConfig(0.9, 0.95, 1e-8, 0, false, 1.0);

    /// Which loss.
    public enum Objective {
        /// Each label for itself.
        CROSS_ENTROPY(RewardLoss.CrossEntropy::new),
        /// Sequences come in twos, the better one first; labels are not looked at.
        PAIRWISE(RewardLoss.Pairwise::new);

        private final Function<LabelledBatch, RewardLoss> loss;

        Objective(Function<LabelledBatch, RewardLoss> loss) {
            this.loss = loss;
        }
    }

    /// What a batch gave.
    ///
    /// @param loss         mean over the labels, or pairs
    /// @param labels       how many there were
    /// @param right        how many of them the model had right before the step
    /// @param tokens       of the batch
    /// @param gradientNorm before clipping; 0 of a mere measurement
    public record Report(double loss, int labels, int right, int tokens, double gradientNorm) {
        /// Share of the labels that the model had right.
        public double accuracy() {
            return labels == 0 ? 0 : (double) right / labels;
        }

        /// Both together.
        public Report plus(Report other) {
            int all = labels + other.labels;
            double mean = all == 0 ? 0 : (loss * labels + other.loss * other.labels) / all;
            return new Report(mean, all, right + other.right, tokens + other.tokens, other.gradientNorm);
        }
    }

    /// The report of nothing.
    public static final Report NOTHING = new Report(0, 0, 0, 0, 0);

    private final Transformer model;
    private final Trainer trainer;
    private final Objective objective;

    /// Starts from zero moments.
    ///
    /// @param model with a scalar head; stays the caller's to close
    public RewardModelTrainer(Transformer model, Objective objective) {
        this.model = model;
        this.trainer = new Trainer(model, OPTIMIZER);
        this.objective = objective;
    }

    /// Goes on from a checkpoint; the state is its own from now on.
    public RewardModelTrainer(Transformer model, Objective objective, OptimizerState state) {
        this.model = model;
        this.trainer = new Trainer(model, OPTIMIZER, state);
        this.objective = objective;
    }

    /// One update.
    ///
    /// @throws mathesis.engine.NonFiniteGradientException leaving the weights as they were
    public Report step(List<LabelledSequence> sequences, double learningRate) {
        var batch = LabelledBatch.of(sequences);
        var loss = objective.loss.apply(batch);
        double value = trainer.accumulateValues(batch.tokens(), loss);
        double norm = trainer.update(learningRate);
        return new Report(value, loss.labels(), loss.right(), batch.tokens().length(), norm);
    }

    /// Loss and accuracy without a step.
    public Report measure(List<LabelledSequence> sequences) {
        var batch = LabelledBatch.of(sequences);
        var loss = objective.loss.apply(batch);
        double value = loss.gradients(
                model.values(batch.tokens()), new float[batch.tokens().length()]);
        return new Report(value, loss.labels(), loss.right(), batch.tokens().length(), 0);
    }

    /// The probabilities at all marks of sequences, labelled or not, by a model with a scalar head.
    public static double[][] probabilities(Transformer model, List<LabelledSequence> sequences) {
        return LabelledBatch.values(model, sequences, Sigmoid::of);
    }

    /// What the optimizer remembers, for checkpoints; read it only between steps.
    public OptimizerState state() {
        return trainer.state();
    }

    /// Cuts a list into batches of so many tokens, in order; a sequence that is longer makes one of its own, and two
    /// that are a pair stay together.
    public static List<List<LabelledSequence>> batches(
            List<LabelledSequence> sequences, int tokens, Objective objective) {
        int unit = objective == Objective.PAIRWISE ? 2 : 1;
        var batches = new ArrayList<List<LabelledSequence>>();
        int from = 0;
        int size = 0;
        for (int i = 0; i < sequences.size(); i += unit) {
            int next = 0;
            for (var sequence : sequences.subList(i, i + unit)) {
                next += sequence.tokens().length;
            }
            if (i > from && size + next > tokens) {
                batches.add(sequences.subList(from, i));
                from = i;
                size = 0;
            }
            size += next;
        }
        if (from < sequences.size()) {
            batches.add(sequences.subList(from, sequences.size()));
        }
        return batches;
    }

    /// Frees gradient, moments and buffers, not the model.
    @Override
    public void close() {
        trainer.close();
    }
}
