package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import mathesis.engine.Objective;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Workers;

/// The loss of an [Objective] through the output head over the vocabulary.
final class VocabularyLoss implements LossHead<Objective> {
    private final ForwardPass forward;
    private final HeadPass head;
    private final HeadGradients gradients;
    private float[] coefficients_T = {};

    VocabularyLoss(Network network, ForwardPass forward, Weights gradient, Workers workers) {
        this.forward = forward;
        this.head = new HeadPass(network, forward, workers);
        this.gradients = new HeadGradients(network, forward, head, gradient, workers);
    }

    /// Coefficients that are known beforehand spare the logits of large batches a second time.
    @Override
    public double run(Objective objective, MemorySegment residualGradient_TC) {
        clearCoefficients();
        var fixedCoefficients_T = objective.fixedCoefficients();
        if (fixedCoefficients_T.isPresent()) {
            gradients.begin(fixedCoefficients_T.get(), residualGradient_TC);
            return objective.gradientCoefficients(head.scores(gradients), coefficients_T);
        }
        double loss = objective.gradientCoefficients(head.scores(HeadPass.NOBODY), coefficients_T);
        gradients.begin(coefficients_T, residualGradient_TC);
        head.again(gradients);
        return loss;
    }

    private void clearCoefficients() {
        int rows = forward.layout().rows();
        if (coefficients_T.length != rows) {
            coefficients_T = new float[rows];
        }
        Arrays.fill(coefficients_T, 0);
    }

    @Override
    public void close() {
        gradients.close();
        head.close();
    }
}
