package mathesis.engine.train;

import mathesis.engine.AdamWConfig;
import mathesis.engine.NonFiniteGradientException;
import mathesis.engine.OptimizerState;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.Tensor;

/// AdamW with decoupled weight decay and global gradient clipping, as PyTorch computes them.
///
/// Source: Loshchilov & Hutter 2019, arXiv:1711.05101; `torch.nn.utils.clip_grad_norm_`.
public final class AdamW implements AutoCloseable {
    /// Floats of one piece of work; fixed, so that sums do not depend on the number of threads.
    private static final int PIECE = 1 << 14;

    private final AdamWConfig config;
    private final Weights firstMoment;
    private final Weights secondMoment;
    private long updates;

    public AdamW(AdamWConfig config, OptimizerState state) {
        this.config = config;
        this.firstMoment = state.firstMoment();
        this.secondMoment = state.secondMoment();
        this.updates = state.updates();
    }

    /// Moves the weights against the gradient.
    ///
    /// @return norm of the gradient before clipping
    /// @throws NonFiniteGradientException with nothing changed
    public double update(Weights weights, Weights gradient, double learningRate, Workers workers) {
        double norm = norm(gradient, workers);
        if (!Double.isFinite(norm)) {
            throw new NonFiniteGradientException("the gradient's norm is " + norm);
        }
        updates++;
        float scale = (float) Math.min(1, config.clipGradientNorm() / (norm + 1e-6));
        for (var tensor : weights.tensors()) {
            update(tensor, gradient.tensor(tensor.name()), learningRate, scale, workers);
        }
        return norm;
    }

    private void update(Tensor weight, Tensor gradient, double learningRate, float scale, Workers workers) {
        boolean decays = config.decayVectors() || weight.shape().length > 1;
        var first = firstMoment.tensor(weight.name()).data();
        var second = secondMoment.tensor(weight.name()).data();
        double correction1 = 1 - Math.pow(config.beta1(), updates);
        double correction2 = 1 - Math.pow(config.beta2(), updates);
        long floats = weight.elements();
        workers.forEach(
                pieces(floats),
                1,
                (from, to) -> mathesis.engine.kernels.AdamW.step(
                        weight.data(),
                        gradient.data(),
                        first,
                        second,
                        (long) from * PIECE,
                        Math.min(floats, (long) to * PIECE),
                        (float) learningRate,
                        (float) config.beta1(),
                        (float) config.beta2(),
                        (float) config.epsilon(),
                        decays ? (float) config.weightDecay() : 0,
                        scale,
                        correction1,
                        correction2));
    }

    private static double norm(Weights gradient, Workers workers) {
        long floats = gradient.data().byteSize() / Float.BYTES;
        var squares = new double[pieces(floats)];
        workers.forEach(squares.length, 1, (from, to) -> {
            for (int piece = from; piece < to; piece++) {
                long start = (long) piece * PIECE;
                squares[piece] = mathesis.engine.kernels.AdamW.sumOfSquares(
                        gradient.data(), start, Math.min(floats, start + PIECE));
            }
        });
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum);
    }

    private static int pieces(long floats) {
        return Math.toIntExact((floats + PIECE - 1) / PIECE);
    }

    /// The moments, as live views.
    public OptimizerState state() {
        return new OptimizerState(updates, firstMoment, secondMoment);
    }

    @Override
    public void close() {
        firstMoment.close();
        secondMoment.close();
    }
}
