package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

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
        float kept = (float) (1 - learningRate * decay);
        float scale = (float) gradScale;
        float newShare1 = (float) (1 - beta1);
        float oldShare2 = (float) beta2;
        float newShare2 = (float) (1 - beta2);
        float rootOfCorrection = (float) Math.sqrt(biasCorrection2);
        float epsilon = (float) eps;
        float stepSize = (float) (-learningRate / biasCorrection1);
        for (long i = from; i < to; i += Lanes.WIDTH) {
            var mask = Lanes.tail(i, to);
            var gradient = Lanes.load(g, i, mask).mul(scale);
            var first = Lanes.load(m, i, mask);
            first = first.add(gradient.sub(first).mul(newShare1));
            var second = Lanes.load(v, i, mask)
                    .mul(oldShare2)
                    .add(gradient.mul(newShare2).mul(gradient));
            var denominator = second.sqrt().div(rootOfCorrection).add(epsilon);
            var weight =
                    Lanes.load(w, i, mask).mul(kept).add(first.mul(stepSize).div(denominator));
            Lanes.store(first, m, i, mask);
            Lanes.store(second, v, i, mask);
            Lanes.store(weight, w, i, mask);
        }
    }

    /// The sum of squares of `g[from, to)` in double: 8 partial sums, element i of the range to partial i mod 8, added
    /// up in ascending order.
    public static double sumOfSquares(MemorySegment g, long from, long to) {
        double sum = 0;
        for (int partial = 0; partial < 8; partial++) {
            sum += strided(g, from + partial, to);
        }
        return sum;
    }

    private static double strided(MemorySegment g, long from, long to) {
        double sum = 0;
        for (long i = from; i < to; i += 8) {
            double x = Lanes.get(g, i);
            sum = Math.fma(x, x, sum);
        }
        return sum;
    }
}
