package mathesis.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import mathesis.engine.tensor.OffHeap;
import mathesis.engine.tensor.Tensor;

/// All parameters of one model in a single off-heap block, with a table from Hugging Face names to views.
///
/// Gradients and the optimizer's moments are blocks of the same layout, so that clipping, AdamW, broadcasting and
/// checkpointing are one pass over flat memory. Each tensor starts on a 64-byte border; the gaps stay zero.
/// Not thread-safe: one writer at a time, and no reader while it writes.
public final class Weights implements AutoCloseable {
    /// The scalar head's row `[1, C]`, named as transformers names it in its classifiers.
    public static final String SCORE_WEIGHT = "score.weight";
    /// The scalar head's bias `[1]`.
    public static final String SCORE_BIAS = "score.bias";

    private static final long ALIGNMENT = 64;
    private static final double HEAD_DEVIATION = 0.02;

    private final ModelConfig config;
    private final boolean scalarHead;
    private final OffHeap memory = new OffHeap();
    private final MemorySegment data;
    private final Map<String, Tensor> tensors;

    private Weights(ModelConfig config, boolean scalarHead) {
        this.config = config;
        this.scalarHead = scalarHead;
        var shapes = scalarHead ? shapesWithScalarHead(config) : shapes(config);
        long bytes = 0;
        for (int[] shape : shapes.values()) {
            bytes += aligned(Tensor.elements(shape) * Float.BYTES);
        }
        this.data = memory.allocate(bytes, ALIGNMENT);
        var views = new LinkedHashMap<String, Tensor>();
        long offset = 0;
        for (var entry : shapes.entrySet()) {
            long size = Tensor.elements(entry.getValue()) * Float.BYTES;
            views.put(entry.getKey(), new Tensor(entry.getKey(), data.asSlice(offset, size), entry.getValue()));
            offset += aligned(size);
        }
        this.tensors = Collections.unmodifiableMap(views);
    }

    /// Parameters, all zero.
    public static Weights zeros(ModelConfig config) {
        return new Weights(config, false);
    }

    /// Parameters, all zero, with a scalar head after those of the model.
    public static Weights zerosWithScalarHead(ModelConfig config) {
        return new Weights(config, true);
    }

    /// Parameters, all zero, in the same layout.
    public Weights zerosLike() {
        return new Weights(config, scalarHead);
    }

    /// Freshly initialised parameters: matrices normal with the given deviation, norms one, biases zero.
    /// DeepSeek LLM uses a deviation of 0.006; Hugging Face's default is 0.02.
    public static Weights random(ModelConfig config, double deviation, RandomGenerator random) {
        var weights = new Weights(config, false);
        for (var tensor : weights.tensors()) {
            boolean norm = tensor.name().endsWith("norm.weight");
            boolean matrix = tensor.shape().length == 2;
            for (long i = 0; i < tensor.elements(); i++) {
                tensor.set(i, matrix ? (float) (deviation * random.nextGaussian()) : norm ? 1 : 0);
            }
        }
        return weights;
    }

    /// Names and shapes of all parameters of a model, in Hugging Face's order. A matrix is `[out, in]`.
    public static Map<String, int[]> shapes(ModelConfig config) {
        var shapes = new LinkedHashMap<String, int[]>();
        int hidden = config.hiddenSize();
        int query = config.queryWidth();
        int keyValue = config.keyValueWidth();
        shapes.put("model.embed_tokens.weight", new int[] {config.vocabularySize(), hidden});
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            String attention = prefix + "self_attn.";
            shapes.put(attention + "q_proj.weight", new int[] {query, hidden});
            shapes.put(attention + "k_proj.weight", new int[] {keyValue, hidden});
            shapes.put(attention + "v_proj.weight", new int[] {keyValue, hidden});
            shapes.put(attention + "o_proj.weight", new int[] {hidden, query});
            if (config.architecture().queryKeyValueBias()) {
                shapes.put(attention + "q_proj.bias", new int[] {query});
                shapes.put(attention + "k_proj.bias", new int[] {keyValue});
                shapes.put(attention + "v_proj.bias", new int[] {keyValue});
            }
            if (config.architecture().queryKeyNorm()) {
                shapes.put(attention + "q_norm.weight", new int[] {config.headSize()});
                shapes.put(attention + "k_norm.weight", new int[] {config.headSize()});
            }
            shapes.put(prefix + "mlp.gate_proj.weight", new int[] {config.intermediateSize(), hidden});
            shapes.put(prefix + "mlp.up_proj.weight", new int[] {config.intermediateSize(), hidden});
            shapes.put(prefix + "mlp.down_proj.weight", new int[] {hidden, config.intermediateSize()});
            shapes.put(prefix + "input_layernorm.weight", new int[] {hidden});
            shapes.put(prefix + "post_attention_layernorm.weight", new int[] {hidden});
        }
        shapes.put("model.norm.weight", new int[] {hidden});
        if (!config.tiedEmbeddings()) {
            shapes.put("lm_head.weight", new int[] {config.vocabularySize(), hidden});
        }
        return shapes;
    }

    /// The same with the scalar head, which comes last.
    public static Map<String, int[]> shapesWithScalarHead(ModelConfig config) {
        var shapes = shapes(config);
        shapes.put(SCORE_WEIGHT, new int[] {1, config.hiddenSize()});
        shapes.put(SCORE_BIAS, new int[] {1});
        return shapes;
    }

    /// Shape of the model that these are the parameters of.
    public ModelConfig config() {
        return config;
    }

    /// Whether there is a head that gives one number for a position ([Transformer#values]).
    public boolean hasScalarHead() {
        return scalarHead;
    }

    /// The view of a tensor by its Hugging Face name.
    public Tensor tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor named " + name + " in this model");
        }
        return tensor;
    }

    /// All views, in Hugging Face's order.
    public Collection<Tensor> tensors() {
        return tensors.values();
    }

    /// The matrix that turns the last hidden state into logits: the embedding when tied.
    public Tensor outputProjection() {
        return tensor(config.tiedEmbeddings() ? "model.embed_tokens.weight" : "lm_head.weight");
    }

    /// The whole block, gaps included.
    public MemorySegment data() {
        return data;
    }

    /// Number of parameters, gaps not counted.
    public long parameters() {
        return tensors.values().stream().mapToLong(Tensor::elements).sum();
    }

    /// Overwrites every parameter with those of a model of the same shape.
    public void copyFrom(Weights source) {
        if (!config.equals(source.config) || scalarHead != source.scalarHead) {
            throw new IllegalArgumentException("cannot copy weights between different shapes");
        }
        data.copyFrom(source.data);
    }

    /// The parameters of a language model without its output matrix, and a fresh scalar head: its row normal with a
    /// deviation of 0.02, as transformers makes it, its bias 0. The result has memory of its own.
    public Weights withFreshScalarHead(RandomGenerator random) {
        var with = new Weights(config.tied(), true);
        for (var tensor : with.tensors()) {
            if (tensors.containsKey(tensor.name())) {
                tensor.data().copyFrom(tensor(tensor.name()).data());
            }
        }
        var row = with.tensor(SCORE_WEIGHT);
        for (long c = 0; c < row.elements(); c++) {
            row.set(c, (float) (HEAD_DEVIATION * random.nextGaussian()));
        }
        return with;
    }

    /// A copy in memory of its own.
    public Weights copy() {
        var copy = zerosLike();
        copy.copyFrom(this);
        return copy;
    }

    /// Sets every parameter to zero.
    public void clear() {
        data.fill((byte) 0);
    }

    /// SHA-256 of the parameters' bytes (little-endian floats, Hugging Face's order), in hexadecimal.
    public String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var tensor : tensors.values()) {
                digest.update(tensor.data().asByteBuffer());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// True when every parameter is a finite number.
    public boolean finite() {
        for (long i = 0, n = data.byteSize() / Float.BYTES; i < n; i++) {
            if (!Float.isFinite(data.getAtIndex(ValueLayout.JAVA_FLOAT, i))) {
                return false;
            }
        }
        return true;
    }

    /// Frees the memory; no view may be used afterwards.
    @Override
    public void close() {
        memory.close();
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
