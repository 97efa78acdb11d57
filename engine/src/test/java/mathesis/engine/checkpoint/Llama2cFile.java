package mathesis.engine.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mathesis.engine.Weights;

/// Writes llama2.c files from weights in Hugging Face's layout, as `export.py` of llama2.c lays them out.
final class Llama2cFile {
    private final Weights weights;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Llama2cFile(Weights weights) {
        this.weights = weights;
    }

    static byte[] legacy(Weights weights) {
        var file = new Llama2cFile(weights);
        file.sizes(weights.config().tiedEmbeddings() ? 1 : -1);
        file.tensor("model.embed_tokens");
        file.layers("input_layernorm");
        file.attention();
        file.layers("post_attention_layernorm");
        file.feedForward();
        file.tensor("model.norm");
        for (int i = 0; i < weights.config().contextLength() * weights.config().headSize(); i++) {
            file.real(Float.NaN);
        }
        file.head();
        return file.bytes.toByteArray();
    }

    static byte[] versioned(Weights weights, int version) {
        var file = new Llama2cFile(weights);
        file.whole(0x616b3432);
        file.whole(version);
        file.sizes(1);
        file.bytes.write(weights.config().tiedEmbeddings() ? 1 : 0);
        while (file.bytes.size() < 256) {
            file.bytes.write(0);
        }
        file.layers("input_layernorm");
        file.layers("post_attention_layernorm");
        file.tensor("model.norm");
        file.tensor("model.embed_tokens");
        file.attention();
        file.feedForward();
        file.head();
        return file.bytes.toByteArray();
    }

    /// A tokenizer of these pieces, each of score 0.
    static byte[] tokenizer(String... pieces) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(littleEndian(
                Arrays.stream(pieces).mapToInt(String::length).max().orElse(0)));
        for (var piece : pieces) {
            var text = piece.getBytes(StandardCharsets.UTF_8);
            file.writeBytes(littleEndian(Float.floatToRawIntBits(0)));
            file.writeBytes(littleEndian(text.length));
            file.writeBytes(text);
        }
        return file.toByteArray();
    }

    private void sizes(int sign) {
        var config = weights.config();
        for (int size : new int[] {
            config.hiddenSize(),
            config.intermediateSize(),
            config.layers(),
            config.heads(),
            config.keyValueHeads(),
            sign * config.vocabularySize(),
            config.contextLength()
        }) {
            whole(size);
        }
    }

    private void attention() {
        for (var matrix : List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj")) {
            layers(matrix);
        }
    }

    private void feedForward() {
        for (var matrix : List.of("mlp.gate_proj", "mlp.down_proj", "mlp.up_proj")) {
            layers(matrix);
        }
    }

    private void head() {
        if (!weights.config().tiedEmbeddings()) {
            tensor("lm_head");
        }
    }

    private void layers(String part) {
        for (int layer = 0; layer < weights.config().layers(); layer++) {
            tensor("model.layers." + layer + "." + part);
        }
    }

    /// Pairs (j, j + D/2) of a query or key head are written side by side.
    private void tensor(String name) {
        var tensor = weights.tensor(name + ".weight");
        boolean rotated = name.endsWith("q_proj") || name.endsWith("k_proj");
        int rows = tensor.shape()[0];
        long columns = tensor.elements() / rows;
        int headSize = weights.config().headSize();
        for (int row = 0; row < rows; row++) {
            int pair = row % headSize / 2;
            int source = rotated ? row - row % headSize + pair + (row % 2) * headSize / 2 : row;
            for (long column = 0; column < columns; column++) {
                real(tensor.get(source * columns + column));
            }
        }
    }

    private void whole(int value) {
        bytes.writeBytes(littleEndian(value));
    }

    private static byte[] littleEndian(int value) {
        var four = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return four.putInt(value).array();
    }

    private void real(float value) {
        whole(Float.floatToRawIntBits(value));
    }
}
