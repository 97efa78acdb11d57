package mathesis.engine.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;

/// The head of a llama2.c file: seven 32-bit integers, before which version 1 has a magic number and its version.
///
/// @param config     the model that they describe; rotary base and epsilon are constants of llama2.c
/// @param versioned  version 1; else the legacy format
/// @param dataOffset where the floats begin
record Llama2cHeader(ModelConfig config, boolean versioned, long dataOffset) {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// `ak42`, read as a little-endian integer.
    private static final int MAGIC = 0x616b3432;

    private static final int LEGACY_BYTES = 7 * Integer.BYTES;
    private static final int VERSIONED_BYTES = 256;
    private static final double ROPE_THETA = 10_000;
    private static final double RMS_NORM_EPS = 1e-5;

    static Llama2cHeader read(Path file, MemorySegment bytes) throws ModelFileException {
        boolean versioned = bytes.byteSize() >= Integer.BYTES && bytes.get(INT, 0) == MAGIC;
        if (bytes.byteSize() < (versioned ? VERSIONED_BYTES : LEGACY_BYTES)) {
            throw new ModelFileException(
                    file, "is " + bytes.byteSize() + " bytes long, too short for a llama2.c model");
        }
        if (versioned && bytes.get(INT, Integer.BYTES) != 1) {
            throw new ModelFileException(
                    file,
                    "is of llama2.c version " + bytes.get(INT, Integer.BYTES)
                            + "; the legacy format and version 1 are read");
        }
        int first = versioned ? 2 * Integer.BYTES : 0;
        int[] sizes = bytes.asSlice(first, LEGACY_BYTES).toArray(INT);
        boolean tied = versioned ? bytes.get(ValueLayout.JAVA_BYTE, first + LEGACY_BYTES) != 0 : sizes[5] > 0;
        try {
            var header = new Llama2cHeader(config(sizes, tied), versioned, versioned ? VERSIONED_BYTES : LEGACY_BYTES);
            header.requireFileSize(file, bytes.byteSize());
            return header;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFileException(
                    file, "is no llama2.c model: sizes " + Arrays.toString(sizes) + ": " + e.getMessage(), e);
        }
    }

    /// Legacy files mark an output matrix of its own by a negative vocabulary.
    private static ModelConfig config(int[] sizes, boolean tied) {
        int hidden = sizes[0];
        int heads = sizes[3];
        if (heads <= 0 || hidden % heads != 0) {
            throw new IllegalArgumentException("the width must be a multiple of the number of heads");
        }
        return new ModelConfig(
                Architecture.LLAMA,
                Math.absExact(sizes[5]),
                hidden,
                sizes[1],
                sizes[2],
                heads,
                sizes[4],
                hidden / heads,
                sizes[6],
                RMS_NORM_EPS,
                ROPE_THETA,
                new RopeScaling.None(),
                tied);
    }

    private void requireFileSize(Path file, long found) throws ModelFileException {
        long layer =
                Math.multiplyExact((long) config.hiddenSize(), config.queryWidth() * 2L + config.keyValueWidth() * 2L);
        layer = Math.addExact(
                layer, Math.multiplyExact((long) config.hiddenSize(), config.intermediateSize() * 3L + 2));
        long ends = Math.multiplyExact(
                (long) config.vocabularySize() * (config.tiedEmbeddings() ? 1 : 2), (long) config.hiddenSize());
        long floats = Math.addExact(Math.multiplyExact(layer, (long) config.layers()), ends);
        floats = Math.addExact(floats, config.hiddenSize() + rotaryTableFloats());
        long expected = Math.addExact(dataOffset, Math.multiplyExact(floats, (long) Float.BYTES));
        if (expected != found) {
            throw new ModelFileException(
                    file, "is " + found + " bytes long instead of the " + expected + " that its header asks for");
        }
    }

    /// Cosines and sines that legacy files store after the final norm.
    long rotaryTableFloats() {
        return versioned ? 0 : (long) config.contextLength() * config.headSize();
    }
}
