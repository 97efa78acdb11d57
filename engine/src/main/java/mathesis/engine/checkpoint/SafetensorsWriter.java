package mathesis.engine.checkpoint;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Collection;
import mathesis.engine.tensor.Tensor;

/// Writes tensors as safetensors, in the order given, with the metadata that transformers asks for.
final class SafetensorsWriter {
    private static final ObjectWriter COMPACT = Json.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

    /// The first tensor starts on a multiple of it.
    private static final int ALIGNMENT = 8;

    private static final int CHUNK = 1 << 20;

    private SafetensorsWriter() {}

    /// Writes a whole file.
    ///
    /// @param dtype [DType#F32], or [DType#BF16] which rounds to nearest, ties to even
    static void write(WritableByteChannel channel, Collection<Tensor> tensors, DType dtype) throws IOException {
        var header = header(tensors, dtype);
        var prefix =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length);
        FolderWriter.writeFully(channel, prefix);
        FolderWriter.writeFully(channel, ByteBuffer.wrap(header));
        try (var arena = Arena.ofConfined()) {
            var chunk = arena.allocate(CHUNK, ALIGNMENT);
            for (var tensor : tensors) {
                writeData(channel, tensor, dtype, chunk);
            }
        }
    }

    /// Bytes of the file that [#write] makes.
    static long fileSize(Collection<Tensor> tensors, DType dtype) throws IOException {
        long data =
                tensors.stream().mapToLong(tensor -> dataSize(tensor, dtype)).sum();
        return Long.BYTES + header(tensors, dtype).length + data;
    }

    static long dataSize(Tensor tensor, DType dtype) {
        return tensor.elements() * dtype.bytes();
    }

    static void requireWritable(DType dtype) {
        if (dtype != DType.F32 && dtype != DType.BF16) {
            throw new IllegalArgumentException("dtype is " + dtype + "; F32 and BF16 are written");
        }
    }

    private static byte[] header(Collection<Tensor> tensors, DType dtype) throws IOException {
        requireWritable(dtype);
        var json = Json.MAPPER.createObjectNode();
        json.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (var tensor : tensors) {
            var entry = json.putObject(tensor.name()).put("dtype", dtype.name());
            var shape = entry.putArray("shape");
            for (int size : tensor.shape()) {
                shape.add(size);
            }
            entry.putArray("data_offsets").add(offset).add(offset + dataSize(tensor, dtype));
            offset += dataSize(tensor, dtype);
        }
        byte[] bytes = COMPACT.writeValueAsBytes(json);
        var padded = Arrays.copyOf(bytes, Math.ceilDiv(bytes.length, ALIGNMENT) * ALIGNMENT);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void writeData(WritableByteChannel channel, Tensor tensor, DType dtype, MemorySegment chunk)
            throws IOException {
        long most = chunk.byteSize() / dtype.bytes();
        for (long from = 0; from < tensor.elements(); from += most) {
            long elements = Math.min(most, tensor.elements() - from);
            var floats = tensor.data().asSlice(from * Float.BYTES, elements * Float.BYTES);
            Floats.narrow(floats, dtype, chunk);
            FolderWriter.writeFully(
                    channel, chunk.asSlice(0, elements * dtype.bytes()).asByteBuffer());
        }
    }
}
