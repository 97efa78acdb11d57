package mathesis.engine.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mathesis.engine.PretrainedModel;
import mathesis.engine.tensor.Tensor;

/// The files of a model as Hugging Face folders hold them, ready to be written.
///
/// @param shards  tensors by file; a single one has no index
/// @param besides more files by name
record HuggingFaceFolder(PretrainedModel model, DType dtype, List<List<Tensor>> shards, Map<String, byte[]> besides) {
    /// Small files beside the weights, generously.
    private static final long BESIDE_WEIGHTS = 1 << 16;

    /// @param shardBytes a file of weights is closed before it would grow beyond that
    static HuggingFaceFolder of(PretrainedModel model, DType dtype, long shardBytes) {
        return of(model, dtype, shardBytes, Map.of());
    }

    static HuggingFaceFolder of(PretrainedModel model, DType dtype, long shardBytes, Map<String, byte[]> besides) {
        SafetensorsWriter.requireWritable(dtype);
        var shards = new ArrayList<List<Tensor>>();
        long size = 0;
        for (var tensor : model.weights().tensors()) {
            long bytes = SafetensorsWriter.dataSize(tensor, dtype);
            if (shards.isEmpty() || size + bytes > shardBytes) {
                shards.add(new ArrayList<>());
                size = 0;
            }
            shards.getLast().add(tensor);
            size += bytes;
        }
        return new HuggingFaceFolder(model, dtype, shards, Map.copyOf(besides));
    }

    /// Bytes that writing takes, rounded up.
    long neededBytes() throws IOException {
        long needed = BESIDE_WEIGHTS;
        for (var shard : shards) {
            needed += SafetensorsWriter.fileSize(shard, dtype);
        }
        for (var file : model.tokenizerFiles().contents().values()) {
            needed += file.length;
        }
        for (var file : besides.values()) {
            needed += file.length;
        }
        return needed;
    }

    void writeTo(FolderWriter folder) throws IOException {
        folder.file(
                "config.json",
                json(ConfigWriter.config(model.config(), model.weights().hasScalarHead(), model.generation(), dtype)));
        folder.file("generation_config.json", json(ConfigWriter.generation(model.generation())));
        for (var file : model.tokenizerFiles().contents().entrySet()) {
            folder.file(file.getKey(), file.getValue());
        }
        for (var file : besides.entrySet()) {
            folder.file(file.getKey(), file.getValue());
        }
        for (int i = 0; i < shards.size(); i++) {
            var shard = shards.get(i);
            folder.file(shardName(i), file -> SafetensorsWriter.write(file, shard, dtype));
        }
        if (shards.size() > 1) {
            folder.file(WeightFiles.INDEX, index());
        }
    }

    private String shardName(int shard) {
        return shards.size() == 1
                ? WeightFiles.SINGLE
                : "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards.size());
    }

    private byte[] index() throws IOException {
        var json = Json.MAPPER.createObjectNode();
        long total = model.weights().parameters() * dtype.bytes();
        json.putObject("metadata").put("total_size", total);
        var weightMap = json.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            for (var tensor : shards.get(i)) {
                weightMap.put(tensor.name(), shardName(i));
            }
        }
        return json(json);
    }

    private static byte[] json(Object value) throws IOException {
        return Json.MAPPER.writeValueAsBytes(value);
    }
}
