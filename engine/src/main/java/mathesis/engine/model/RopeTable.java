package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.tensor.OffHeap;

/// Cosines and sines of the rotary position embedding, `[positions][D]`: D/2 cosines, then D/2 sines.
///
/// Grows by doubling as longer sequences come; a segment that was handed out stays valid. Safe for any number of
/// threads. Source: Su et al. 2021, arXiv:2104.09864; scaling as Hugging Face computes it.
final class RopeTable {
    private static final int FIRST_POSITIONS = 512;

    private final int headSize;
    private final float[] inverseFrequencies;
    private final OffHeap memory;
    private volatile MemorySegment table;

    RopeTable(ModelConfig config, OffHeap memory) {
        this.headSize = config.headSize();
        this.inverseFrequencies = inverseFrequencies(config);
        this.memory = memory;
        this.table = build(Math.min(FIRST_POSITIONS, config.contextLength()));
    }

    /// A table that covers positions `[0, positions)`.
    MemorySegment covering(int positions) {
        long needed = (long) positions * headSize * Float.BYTES;
        return table.byteSize() >= needed ? table : grow(positions);
    }

    private synchronized MemorySegment grow(int positions) {
        int have = (int) (table.byteSize() / Float.BYTES / headSize);
        if (have < positions) {
            table = build(Math.max(positions, 2 * have));
        }
        return table;
    }

    private MemorySegment build(int positions) {
        var built = memory.floats((long) positions * headSize);
        int half = headSize / 2;
        for (int position = 0; position < positions; position++) {
            for (int i = 0; i < half; i++) {
                double angle = (double) position * inverseFrequencies[i];
                long row = (long) position * headSize;
                built.setAtIndex(ValueLayout.JAVA_FLOAT, row + i, (float) StrictMath.cos(angle));
                built.setAtIndex(ValueLayout.JAVA_FLOAT, row + half + i, (float) StrictMath.sin(angle));
            }
        }
        return built;
    }

    /// Frequencies in radians per position, `[D/2]`, in float as Hugging Face keeps them.
    static float[] inverseFrequencies(ModelConfig config) {
        int half = config.headSize() / 2;
        var frequencies = new float[half];
        for (int i = 0; i < half; i++) {
            double plain = 1 / StrictMath.pow(config.ropeTheta(), 2.0 * i / config.headSize());
            frequencies[i] = (float)
                    switch (config.ropeScaling()) {
                        case RopeScaling.None() -> plain;
                        case RopeScaling.Linear(double factor) -> plain / factor;
                        case RopeScaling.Llama3 llama3 -> smoothed(plain, llama3);
                    };
        }
        return frequencies;
    }

    private static double smoothed(double frequency, RopeScaling.Llama3 scaling) {
        double wavelength = 2 * Math.PI / frequency;
        double original = scaling.originalContextLength();
        if (wavelength < original / scaling.highFrequencyFactor()) {
            return frequency;
        }
        if (wavelength > original / scaling.lowFrequencyFactor()) {
            return frequency / scaling.factor();
        }
        double smooth = (original / wavelength - scaling.lowFrequencyFactor())
                / (scaling.highFrequencyFactor() - scaling.lowFrequencyFactor());
        return (1 - smooth) * frequency / scaling.factor() + smooth * frequency;
    }
}
