package mathesis.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import mathesis.engine.tensor.Tensor;

/// A safetensors file, mapped into memory for reading. To be used and closed by the thread that opened it.
///
/// ```java
/// try (var file = Safetensors.open(path)) {
///     float[] logits = file.floats("logits");
/// }
/// ```
public final class Safetensors implements AutoCloseable {
    private final Path file;
    private final SafetensorsHeader header;
    private final Arena arena;
    private final MemorySegment data;

    private Safetensors(Path file, SafetensorsHeader header, Arena arena, MemorySegment data) {
        this.file = file;
        this.header = header;
        this.arena = arena;
        this.data = data;
    }

    /// Maps a file and checks its header.
    ///
    /// @throws ModelFileException when the header breaks the format
    public static Safetensors open(Path file) throws IOException {
        var arena = Arena.ofConfined();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var header = SafetensorsHeader.read(file, channel);
            long offset = header.dataOffset();
            var data = channel.map(FileChannel.MapMode.READ_ONLY, offset, channel.size() - offset, arena);
            return new Safetensors(file, header, arena, data);
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /// Writes a new file.
    ///
    /// @param dtype [DType#F32], or [DType#BF16] which rounds to nearest, ties to even
    public static void write(Path file, Collection<Tensor> tensors, DType dtype) throws IOException {
        SafetensorsWriter.requireWritable(dtype);
        try (var channel = Disk.REAL.create(file)) {
            SafetensorsWriter.write(channel, tensors, dtype);
        }
    }

    /// The file that was opened.
    public Path file() {
        return file;
    }

    /// Names of all tensors, in the header's order.
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    /// The texts under `__metadata__`.
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /// Element type of a tensor.
    public DType dtype(String name) throws ModelFileException {
        return entry(name).dtype();
    }

    /// Sizes of a tensor, outermost first.
    public long[] shape(String name) throws ModelFileException {
        return entry(name).shape().clone();
    }

    /// Fills a tensor of the engine with the file's tensor `name`, widened to 32-bit floats.
    ///
    /// @throws ModelFileException when it is missing, of another shape, or holds no floats
    public void read(String name, Tensor into) throws ModelFileException {
        var entry = entry(name);
        requireShape(name, into.shape());
        if (!Floats.widens(entry.dtype())) {
            throw new ModelFileException(
                    file, "tensor " + name + " is " + entry.dtype() + "; F32, BF16, F16 and F64 are read");
        }
        Floats.widen(bytes(entry), entry.dtype(), into.data());
    }

    /// Checks that a tensor is there in the given shape.
    public void requireShape(String name, int... shape) throws ModelFileException {
        var found = entry(name).shape();
        if (!Arrays.equals(found, Arrays.stream(shape).asLongStream().toArray())) {
            throw new ModelFileException(
                    file,
                    "tensor " + name + " has shape " + Arrays.toString(found) + " instead of "
                            + Arrays.toString(shape));
        }
    }

    /// A tensor as floats on the heap.
    public float[] floats(String name) throws ModelFileException {
        var doubles = doubles(name);
        var floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    /// A tensor as doubles on the heap; integers are converted.
    public double[] doubles(String name) throws ModelFileException {
        var entry = entry(name);
        if (!Floats.converts(entry.dtype())) {
            throw new ModelFileException(file, "tensor " + name + " is " + entry.dtype() + ", which is not converted");
        }
        var bytes = bytes(entry);
        var doubles = new double[Math.toIntExact(entry.elements())];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = Floats.element(bytes, entry.dtype(), i);
        }
        return doubles;
    }

    /// Unmaps the file.
    @Override
    public void close() {
        arena.close();
    }

    private MemorySegment bytes(TensorEntry entry) {
        return data.asSlice(entry.begin(), entry.end() - entry.begin());
    }

    private TensorEntry entry(String name) throws ModelFileException {
        var entry = header.entries().get(name);
        if (entry == null) {
            throw new ModelFileException(file, "holds no tensor " + name);
        }
        return entry;
    }
}
