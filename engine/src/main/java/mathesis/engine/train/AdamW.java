package mathesis.engine.train;

import java.lang.foreign.MemorySegment;
import java.util.List;
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
    private final List<Tensor> firstMoments;
    private final double[] squares;
    private final Workers.Range sumPieces = this::sum;
    private final Workers.Range stepPieces = this::step;
    private long updates;

    /// What the loops of an update work on.
    private Tensor weight;
    private Weights gradient;
    private double learningRate;
    private float scale;

    public AdamW(AdamWConfig config, OptimizerState state) {
        this.config = config;
        this.firstMoment = state.firstMoment();
        this.secondMoment = state.secondMoment();
        this.firstMoments = List.copyOf(firstMoment.tensors());
        this.squares = new double[pieces(floats(firstMoment.data()))];
        this.updates = state.updates();
        this.weight = firstMoments.getFirst();
        this.gradient = firstMoment;
    }

    /// Moves the weights against the gradient.
    ///
    /// @return norm of the gradient before clipping
    /// @throws NonFiniteGradientException with nothing changed
    public double update(Weights weights, Weights gradient, double learningRate, Workers workers) {
        this.gradient = gradient;
        double norm = norm(workers);
        if (!Double.isFinite(norm)) {
            throw new NonFiniteGradientException("the gradient's norm is " + norm);
        }
        updates++;
        this.learningRate = learningRate;
        scale = (float) Math.min(1, config.clipGradientNorm() / (norm + 1e-6));
        for (int i = 0; i < firstMoments.size(); i++) {
            weight = weights.tensor(firstMoments.get(i).name());
            workers.forEach(pieces(weight.elements()), 1, stepPieces);
        }
        return norm;
    }

    private void step(int from, int to) {
        boolean decays = config.decayVectors() || weight.shape().length > 1;
        mathesis.engine.kernels.AdamW.step(
                weight.data(),
                gradient.tensor(weight.name()).data(),
                firstMoment.tensor(weight.name()).data(),
                secondMoment.tensor(weight.name()).data(),
                (long) from * PIECE,
                Math.min(weight.elements(), (long) to * PIECE),
                (float) learningRate,
                (float) config.beta1(),
                (float) config.beta2(),
                (float) config.epsilon(),
                decays ? (float) config.weightDecay() : 0,
                scale,
                1 - Math.pow(config.beta1(), updates),
                1 - Math.pow(config.beta2(), updates));
    }

    private double norm(Workers workers) {
        workers.forEach(squares.length, 1, sumPieces);
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum);
    }

    private void sum(int from, int to) {
        long floats = floats(gradient.data());
        for (int piece = from; piece < to; piece++) {
            long start = (long) piece * PIECE;
            squares[piece] =
                    mathesis.engine.kernels.AdamW.sumOfSquares(gradient.data(), start, Math.min(floats, start + PIECE));
        }
    }

    private static long floats(MemorySegment data) {
        return data.byteSize() / Float.BYTES;
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
