package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The safetensors of a Hugging Face folder: one file, or several with an index that says which tensor is where.
final class WeightFiles implements AutoCloseable {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private final Path folder;
    private final Map<String, Safetensors> shards = new LinkedHashMap<>();
    private final Map<String, Safetensors> shardOfTensor = new LinkedHashMap<>();

    private WeightFiles(Path folder) {
        this.folder = folder;
    }

    static WeightFiles open(Path folder) throws IOException {
        var files = new WeightFiles(folder);
        try {
            if (Files.exists(folder.resolve(SINGLE))) {
                files.add(SINGLE);
            } else if (Files.exists(folder.resolve(INDEX))) {
                files.addIndexed();
            } else {
                throw new ModelFileException(folder, "holds neither " + SINGLE + " nor " + INDEX);
            }
            return files;
        } catch (IOException | RuntimeException | Error e) {
            files.close();
            throw e;
        }
    }

    private void add(String shardName) throws IOException {
        var shard = Safetensors.open(folder.resolve(shardName));
        shards.put(shardName, shard);
        for (var tensor : shard.names()) {
            var other = shardOfTensor.putIfAbsent(tensor, shard);
            if (other != null) {
                throw new ModelFileException(shard.file(), "tensor " + tensor + " is in " + other.file() + " too");
            }
        }
    }

    private void addIndexed() throws IOException {
        var index = Settings.read(folder.resolve(INDEX));
        var weightMap = index.object("weight_map");
        for (var line : weightMap.json().properties()) {
            String tensor = line.getKey();
            String shardName = weightMap.text(tensor, "");
            requirePlainName(index.file(), tensor, shardName);
            if (!shards.containsKey(shardName)) {
                if (!Files.exists(folder.resolve(shardName))) {
                    throw new ModelFileException(index.file(), "shard " + shardName + " is missing from the folder");
                }
                add(shardName);
            }
            shards.get(shardName).dtype(tensor); // refuses a tensor that is not where the index says
        }
    }

    private static void requirePlainName(Path index, String tensor, String shard) throws ModelFileException {
        boolean plain = shard.endsWith(".safetensors") && shard.matches("[A-Za-z0-9._-]+") && !shard.contains("..");
        if (!plain) {
            throw new ModelFileException(
                    index,
                    "tensor " + tensor + " is said to be in \"" + shard
                            + "\"; must name a .safetensors file of this folder");
        }
    }

    /// Where messages about the weights as a whole point to.
    Path place() {
        return shards.size() == 1 ? shards.values().iterator().next().file() : folder.resolve(INDEX);
    }

    Set<String> names() {
        return shardOfTensor.keySet();
    }

    /// The file that holds a tensor.
    Optional<Safetensors> holding(String tensor) {
        return Optional.ofNullable(shardOfTensor.get(tensor));
    }

    @Override
    public void close() {
        Collection<Safetensors> open = shards.values();
        open.forEach(Safetensors::close);
    }
}
