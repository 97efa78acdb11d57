package mathesis.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import mathesis.engine.GenerationConfig;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Weights;
import mathesis.engine.tensor.Tensor;

/// Models of llama2.c in its legacy format and in version 1, both of 32-bit floats.
///
/// llama2.c rotates neighbouring elements `(2j, 2j + 1)` of a head, the engine rotates `(j, j + D/2)` as Hugging Face
/// does, so the rows of the query and key matrices change places when they are read.
public final class Llama2cModel {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final String FINAL_NORM = "model.norm.weight";

    /// llama2.c's tokenizers: 1 begins a text, and either it or 2 ends one.
    private static final GenerationConfig GENERATION = new GenerationConfig(
            OptionalInt.of(1),
            Set.of(1, 2),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty());

    private final Llama2cHeader header;
    private final MemorySegment bytes;
    private final Weights weights;

    private Llama2cModel(Llama2cHeader header, MemorySegment bytes, Weights weights) {
        this.header = header;
        this.bytes = bytes;
        this.weights = weights;
    }

    /// Reads a `.bin` file, and its tokenizer if `tokenizer.bin` or `tokV.bin` (V ids) lies beside it.
    ///
    /// @throws ModelFileException when it is no such file, or not whole
    public static PretrainedModel load(Path file) throws IOException {
        var weights = weights(file);
        try {
            var folder = file.toAbsolutePath().getParent();
            return new PretrainedModel(
                    weights.config(),
                    weights,
                    TokenizerFiles.tokenizer(folder, weights.config()),
                    GENERATION,
                    TokenizerFiles.of(folder, weights.config()),
                    file);
        } catch (IOException | RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }

    /// The model that a path means if it means one of llama2.c: the file itself, or the only one in a folder that is
    /// not of Hugging Face.
    public static Optional<Path> find(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return Optional.of(path);
        }
        if (!Files.isDirectory(path) || Files.exists(path.resolve("config.json"))) {
            return Optional.empty();
        }
        try (var entries = Files.list(path)) {
            var models = entries.filter(Llama2cModel::named).toList();
            return models.size() == 1 ? Optional.of(models.getFirst()) : Optional.empty();
        }
    }

    private static boolean named(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".bin") && !name.startsWith("tok") && !name.startsWith("pytorch_model");
    }

    private static Weights weights(Path file) throws IOException {
        try (var arena = Arena.ofConfined();
                var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            var header = Llama2cHeader.read(file, bytes);
            var weights = Weights.zeros(header.config());
            new Llama2cModel(header, bytes, weights).fill();
            return weights;
        }
    }

    private void fill() {
        long offset = header.dataOffset();
        for (var name : header.versioned() ? versionedOrder() : legacyOrder()) {
            var tensor = weights.tensor(name);
            var source = bytes.asSlice(offset, tensor.data().byteSize());
            if (name.endsWith("q_proj.weight") || name.endsWith("k_proj.weight")) {
                copySplittingPairs(source, tensor, weights.config().headSize());
            } else {
                MemorySegment.copy(source, FLOAT, 0, tensor.data(), ValueLayout.JAVA_FLOAT, 0, tensor.elements());
            }
            offset += source.byteSize();
            if (name.equals(FINAL_NORM)) {
                offset += header.rotaryTableFloats() * Float.BYTES;
            }
        }
    }

    /// Row `2j` of a head becomes row `j`, row `2j + 1` becomes row `j + D/2`.
    private static void copySplittingPairs(MemorySegment source, Tensor into, int headSize) {
        int rows = into.shape()[0];
        int columns = into.shape()[1];
        for (int row = 0; row < rows; row++) {
            int inHead = row % headSize;
            int half = inHead % 2 * (headSize / 2);
            long target = row - inHead + half + inHead / 2;
            MemorySegment.copy(
                    source,
                    FLOAT,
                    (long) row * columns * Float.BYTES,
                    into.data(),
                    ValueLayout.JAVA_FLOAT,
                    target * columns * Float.BYTES,
                    columns);
        }
    }

    private List<String> legacyOrder() {
        var names = new ArrayList<String>();
        names.add("model.embed_tokens.weight");
        addLayers(names, "input_layernorm");
        addAttention(names);
        addLayers(names, "post_attention_layernorm");
        addFeedForward(names);
        names.add(FINAL_NORM);
        addHead(names);
        return names;
    }

    private List<String> versionedOrder() {
        var names = new ArrayList<String>();
        addLayers(names, "input_layernorm");
        addLayers(names, "post_attention_layernorm");
        names.add(FINAL_NORM);
        names.add("model.embed_tokens.weight");
        addAttention(names);
        addFeedForward(names);
        addHead(names);
        return names;
    }

    private void addAttention(List<String> names) {
        for (var matrix : List.of("q_proj", "k_proj", "v_proj", "o_proj")) {
            addLayers(names, "self_attn." + matrix);
        }
    }

    private void addFeedForward(List<String> names) {
        for (var matrix : List.of("gate_proj", "down_proj", "up_proj")) {
            addLayers(names, "mlp." + matrix);
        }
    }

    private void addLayers(List<String> names, String part) {
        for (int layer = 0; layer < weights.config().layers(); layer++) {
            names.add("model.layers." + layer + "." + part + ".weight");
        }
    }

    private void addHead(List<String> names) {
        if (!weights.config().tiedEmbeddings()) {
            names.add("lm_head.weight");
        }
    }
}
