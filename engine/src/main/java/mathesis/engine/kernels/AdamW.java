package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// The AdamW update, as `torch.optim.AdamW` computes it in 32-bit floats, on flat ranges of floats.
///
/// Source: Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2, in PyTorch's form: decay first, and epsilon added
/// to the bias-corrected root.
public final class AdamW {
    private AdamW() {}

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
        update(
                Lanes.at(Memory.address(w, from, to), from),
                Lanes.at(Memory.address(g, from, to), from),
                Lanes.at(Memory.address(m, from, to), from),
                Lanes.at(Memory.address(v, from, to), from),
                to - from,
                (float) (1 - learningRate * decay),
                (float) gradScale,
                (float) (1 - beta1),
                (float) beta2,
                (float) (1 - beta2),
                (float) Math.sqrt(biasCorrection2),
                (float) eps,
                (float) (-learningRate / biasCorrection1));
        Memory.keep(w, g, m, v);
    }

    private static void update(
            long w,
            long g,
            long m,
            long v,
            long count,
            float kept,
            float scale,
            float new1,
            float old2,
            float new2,
            float root,
            float eps,
            float step) {
        long whole = count & -Lanes.WIDTH;
        for (long i = 0; i < whole; i += Lanes.WIDTH) {
            var gradient = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(g, i), ORDER)
                    .mul(scale);
            var oldMean = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(m, i), ORDER);
            var mean = oldMean.add(gradient.sub(oldMean).mul(new1));
            var square = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(v, i), ORDER)
                    .mul(old2)
                    .add(gradient.mul(new2).mul(gradient));
            var denominator = square.sqrt().div(root).add(eps);
            var weight = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(w, i), ORDER)
                    .mul(kept)
                    .add(mean.mul(step).div(denominator));
            mean.intoMemorySegment(ALL, Lanes.at(m, i), ORDER);
            square.intoMemorySegment(ALL, Lanes.at(v, i), ORDER);
            weight.intoMemorySegment(ALL, Lanes.at(w, i), ORDER);
        }
        for (long i = whole; i < count; i++) {
            float gradient = Lanes.get(Lanes.at(g, i)) * scale;
            float oldMean = Lanes.get(Lanes.at(m, i));
            float mean = oldMean + (gradient - oldMean) * new1;
            float square = Lanes.get(Lanes.at(v, i)) * old2 + gradient * new2 * gradient;
            float denominator = (float) Math.sqrt(square) / root + eps;
            float weight = Lanes.get(Lanes.at(w, i)) * kept + mean * step / denominator;
            Lanes.set(Lanes.at(m, i), mean);
            Lanes.set(Lanes.at(v, i), square);
            Lanes.set(Lanes.at(w, i), weight);
        }
    }

    /// The sum of squares of `g[from, to)` in double, in an order that depends on the range alone.
    public static double sumOfSquares(MemorySegment g, long from, long to) {
        var partials = Scratch.ofThread().squares();
        long address = Lanes.at(Memory.address(g, from, to), from);
        long count = to - from;
        long whole = count & -Squares.PARTIALS;
        Squares.sum(partials, address, whole);
        for (long i = whole; i < count; i++) {
            double x = Lanes.get(Lanes.at(address, i));
            partials[(int) (i - whole)] += x * x;
        }
        Memory.keep(g);
        return Squares.fold(partials);
    }
}
