package mathesis.corpus.classify;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/// Writes a model as the C++ program does, in version 12: little-endian, the parts in the order of [ModelReader].
final class ModelWriter {
    private static final int BUFFER = 1 << 16;
    private static final long CHUNK = 1L << 28;

    private final WritableByteChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    ModelWriter(WritableByteChannel out) {
        this.out = out;
    }

    void write(FastTextModel model) throws IOException {
        int32(ModelReader.MAGIC);
        int32(ModelReader.VERSION);
        arguments(model.arguments());
        dictionary(model.dictionary());
        bool(model.input() instanceof QuantizedMatrix);
        matrix(model.input());
        bool(model.quantizedOutput());
        matrix(model.output());
        flush();
    }

    private void arguments(ModelArguments arguments) throws IOException {
        int32(arguments.dim());
        int32(arguments.ws());
        int32(arguments.epoch());
        int32(arguments.minCount());
        int32(arguments.neg());
        int32(arguments.wordNgrams());
        int32(arguments.loss().code());
        int32(arguments.model().code());
        int32(arguments.bucket());
        int32(arguments.minn());
        int32(arguments.maxn());
        int32(arguments.lrUpdateRate());
        room(Double.BYTES).putDouble(arguments.t());
    }

    private void dictionary(Dictionary dictionary) throws IOException {
        int32(dictionary.size());
        int32(dictionary.words());
        int32(dictionary.labels());
        int64(dictionary.tokens());
        int64(dictionary.pruned() instanceof PruneIndex.Kept kept ? kept.size() : -1);
        for (int id = 0; id < dictionary.size(); id++) {
            bytes(dictionary.bytes(id));
            int8(0);
            int64(dictionary.count(id));
            int8(dictionary.isLabel(id) ? 1 : 0);
        }
        if (dictionary.pruned() instanceof PruneIndex.Kept kept) {
            for (int i = 0; i < kept.size(); i++) {
                int32(kept.bucketAt(i));
                int32(kept.rowAt(i));
            }
        }
    }

    private void matrix(Matrix matrix) throws IOException {
        switch (matrix) {
            case DenseMatrix dense -> {
                int64(dense.rows());
                int64(dense.columns());
                memory(dense.floats());
            }
            case QuantizedMatrix quantized -> quantized(quantized);
        }
    }

    private void quantized(QuantizedMatrix matrix) throws IOException {
        bool(matrix.norms().isPresent());
        int64(matrix.rows());
        int64(matrix.columns());
        int32(matrix.codes().length);
        bytes(matrix.codes());
        quantizer(matrix.quantizer());
        if (matrix.norms().isPresent()) {
            bytes(matrix.norms().get().codes());
            quantizer(matrix.norms().get().quantizer());
        }
    }

    private void quantizer(ProductQuantizer quantizer) throws IOException {
        int32(quantizer.dim());
        int32(quantizer.parts());
        int32(quantizer.dsub());
        int32(quantizer.lastDsub());
        for (float value : quantizer.centroids()) {
            room(Float.BYTES).putFloat(value);
        }
    }

    private void bool(boolean value) throws IOException {
        int8(value ? 1 : 0);
    }

    private void int8(int value) throws IOException {
        room(1).put((byte) value);
    }

    private void int32(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    private void int64(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    private void bytes(byte[] bytes) throws IOException {
        memory(MemorySegment.ofArray(bytes));
    }

    private void memory(MemorySegment bytes) throws IOException {
        if (bytes.byteSize() <= BUFFER) {
            room((int) bytes.byteSize()).put(bytes.asByteBuffer());
            return;
        }
        flush();
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            drain(bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer());
        }
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        drain(buffer.flip());
        buffer.clear();
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
