package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// The AdamW update, as `torch.optim.AdamW` computes it in 32-bit floats, on flat ranges of floats.
///
/// Source: Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2, in PyTorch's form: decay first, and epsilon added
/// to the bias-corrected root.
public final class AdamW {
    private final float kept;
    private final float scale;
    private final float newShare1;
    private final float oldShare2;
    private final float newShare2;
    private final float rootOfCorrection;
    private final float epsilon;
    private final float stepSize;

    private AdamW(
            double learningRate,
            double beta1,
            double beta2,
            double eps,
            double decay,
            double gradScale,
            double biasCorrection1,
            double biasCorrection2) {
        this.kept = (float) (1 - learningRate * decay);
        this.scale = (float) gradScale;
        this.newShare1 = (float) (1 - beta1);
        this.oldShare2 = (float) beta2;
        this.newShare2 = (float) (1 - beta2);
        this.rootOfCorrection = (float) Math.sqrt(biasCorrection2);
        this.epsilon = (float) eps;
        this.stepSize = (float) (-learningRate / biasCorrection1);
    }

    /// Updates weights `w` and moments `m`, `v` on `[from, to)` by the gradient `gradScale * g`.
    ///
    /// @param decay           decoupled weight decay, multiplied by the learning rate
    /// @param biasCorrection1 `1 - beta1^step`
    /// @param biasCorrection2 `1 - beta2^step`
    public static void step(
            MemorySegment w,
            MemorySegment g,
            MemorySegment m,
            MemorySegment v,
            long from,
            long to,
            double learningRate,
            double beta1,
            double beta2,
            double eps,
            double decay,
            double gradScale,
            double biasCorrection1,
            double biasCorrection2) {
        new AdamW(learningRate, beta1, beta2, eps, decay, gradScale, biasCorrection1, biasCorrection2)
                .update(
                        Lanes.at(Memory.address(w, from, to), from),
                        Lanes.at(Memory.address(g, from, to), from),
                        Lanes.at(Memory.address(m, from, to), from),
                        Lanes.at(Memory.address(v, from, to), from),
                        to - from);
        Memory.keep(w, g, m, v);
    }

    private void update(long w, long g, long m, long v, long count) {
        long i = 0;
        for (; i <= count - Lanes.WIDTH; i += Lanes.WIDTH) {
            var gradient = Lanes.load(Lanes.at(g, i)).mul(scale);
            var first = first(Lanes.load(Lanes.at(m, i)), gradient);
            var second = second(Lanes.load(Lanes.at(v, i)), gradient);
            Lanes.store(first, Lanes.at(m, i));
            Lanes.store(second, Lanes.at(v, i));
            Lanes.store(weight(Lanes.load(Lanes.at(w, i)), first, second), Lanes.at(w, i));
        }
        if (i < count) {
            var tail = Lanes.tail(i, count);
            var gradient = Lanes.load(Lanes.at(g, i), tail).mul(scale);
            var first = first(Lanes.load(Lanes.at(m, i), tail), gradient);
            var second = second(Lanes.load(Lanes.at(v, i), tail), gradient);
            Lanes.store(first, Lanes.at(m, i), tail);
            Lanes.store(second, Lanes.at(v, i), tail);
            Lanes.store(weight(Lanes.load(Lanes.at(w, i), tail), first, second), Lanes.at(w, i), tail);
        }
    }

    private FloatVector first(FloatVector first, FloatVector gradient) {
        return first.add(gradient.sub(first).mul(newShare1));
    }

    private FloatVector second(FloatVector second, FloatVector gradient) {
        return second.mul(oldShare2).add(gradient.mul(newShare2).mul(gradient));
    }

    private FloatVector weight(FloatVector weight, FloatVector first, FloatVector second) {
        var denominator = second.sqrt().div(rootOfCorrection).add(epsilon);
        return weight.mul(kept).add(first.mul(stepSize).div(denominator));
    }

    /// The sum of squares of `g[from, to)` in double, in an order that depends on the range alone.
    public static double sumOfSquares(MemorySegment g, long from, long to) {
        double sum = sumOfSquares(Lanes.at(Memory.address(g, from, to), from), to - from);
        Memory.keep(g);
        return sum;
    }

    private static double sumOfSquares(long g, long count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        long i = 0;
        for (; i <= count - 4; i += 4) {
            a = addSquare(a, Lanes.at(g, i));
            b = addSquare(b, Lanes.at(g, i + 1));
            c = addSquare(c, Lanes.at(g, i + 2));
            d = addSquare(d, Lanes.at(g, i + 3));
        }
        for (; i < count; i++) {
            a = addSquare(a, Lanes.at(g, i));
        }
        return a + b + (c + d);
    }

    private static double addSquare(double sum, long at) {
        double x = Lanes.get(at);
        return Math.fma(x, x, sum);
    }
}
