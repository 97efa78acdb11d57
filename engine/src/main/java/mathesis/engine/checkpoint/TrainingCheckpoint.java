package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.engine.ModelConfig;
import mathesis.engine.OptimizerState;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Weights;
import mathesis.engine.tensor.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What training goes on from: a folder `step-NNNNNNNN` that is a Hugging Face model (32-bit floats) and also holds
/// `optimizer.safetensors` (tensors `exp_avg.NAME` and `exp_avg_sq.NAME`), `state.json` (what the caller needs) and
/// `manifest.json` (length and SHA-256 of each of these files).
///
/// A folder appears whole or not at all, also over a crash or loss of power. A root has one writer at a time.
///
/// @param folder  the whole, verified folder
/// @param step    the step after which it was written
/// @param updates updates that the optimizer had done
/// @param state   what the caller gave, as JSON has it: whole numbers come back as `Long`
public record TrainingCheckpoint(Path folder, long step, long updates, Map<String, Object> state) {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingCheckpoint.class);
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String FIRST_MOMENT = "exp_avg.";
    private static final String SECOND_MOMENT = "exp_avg_sq.";

    /// Small files, generously.
    private static final long BESIDE_TENSORS = 1 << 20;

    /// Writes a checkpoint.
    ///
    /// @param root  holds the checkpoints of one run; made if missing
    /// @param state any map that JSON can hold
    /// @throws IOException naming the folder and the bytes that it needs, when it cannot be written; then older
    ///                     checkpoints are untouched and nothing of the new one is left behind
    public static TrainingCheckpoint write(
            Path root, long step, PretrainedModel model, OptimizerState optimizer, Map<String, ?> state)
            throws IOException {
        return write(root, step, model, optimizer, state, Disk.REAL);
    }

    static TrainingCheckpoint write(
            Path root, long step, PretrainedModel model, OptimizerState optimizer, Map<String, ?> state, Disk disk)
            throws IOException {
        CheckpointFolders.sweep(root);
        var folder = CheckpointFolders.free(root, step);
        var modelFiles = HuggingFaceFolder.of(model, DType.F32, HuggingFaceModel.SHARD_BYTES);
        var moments = moments(optimizer);
        var stateFile = new StateFile(step, optimizer.updates(), new LinkedHashMap<>(state)).toBytes();
        long needed = modelFiles.neededBytes()
                + SafetensorsWriter.fileSize(moments, DType.F32)
                + stateFile.length
                + BESIDE_TENSORS;
        FolderWriter.write(folder, needed, disk, files -> {
            modelFiles.writeTo(files);
            files.file(OPTIMIZER, file -> SafetensorsWriter.write(file, moments, DType.F32));
            files.file(StateFile.NAME, stateFile);
            files.file(Manifest.NAME, new Manifest(files.files()).toBytes());
        });
        return read(folder);
    }

    /// The newest checkpoint of which every file has its length and checksum. Broken ones are skipped with a warning.
    public static Optional<TrainingCheckpoint> newest(Path root) throws IOException {
        for (var folder : CheckpointFolders.newestFirst(root)) {
            try {
                Manifest.read(folder).verify(folder);
                return Optional.of(read(folder));
            } catch (IOException e) {
                LOG.warn("skipping the broken checkpoint {}: {}", folder, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /// Keeps the newest `count` checkpoints and deletes those before them. Nothing is deleted unless the newest of the
    /// kept ones has its checksums; of the others the lengths are looked at.
    public static void retain(Path root, int count) throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + "; at least one checkpoint must stay");
        }
        var newest = newest(root);
        int kept = 0;
        for (var folder : newest.isEmpty() ? List.<Path>of() : CheckpointFolders.newestFirst(root)) {
            if (kept >= count) {
                CheckpointFolders.delete(folder);
            } else if (kept > 0 && Manifest.hasLengths(folder)
                    || folder.equals(newest.get().folder())) {
                kept++;
            }
        }
        CheckpointFolders.sweep(root);
    }

    /// Reads the model; whoever asked closes it.
    public PretrainedModel model() throws IOException {
        return HuggingFaceModel.load(folder);
    }

    /// Reads a model that ends in a scalar head; whoever asked closes it.
    public PretrainedModel scalarModel() throws IOException {
        return HuggingFaceModel.loadScalar(folder);
    }

    /// Reads the optimizer's memory; whoever asked closes both blocks, or gives them to a trainer.
    public OptimizerState optimizer(ModelConfig config) throws IOException {
        return optimizer(Weights.zeros(config), Weights.zeros(config));
    }

    /// The same for a model that ends in a scalar head.
    public OptimizerState scalarOptimizer(ModelConfig config) throws IOException {
        return optimizer(Weights.zerosWithScalarHead(config), Weights.zerosWithScalarHead(config));
    }

    private OptimizerState optimizer(Weights first, Weights second) throws IOException {
        try (var file = Safetensors.open(folder.resolve(OPTIMIZER))) {
            for (var tensor : first.tensors()) {
                file.read(FIRST_MOMENT + tensor.name(), tensor);
            }
            for (var tensor : second.tensors()) {
                file.read(SECOND_MOMENT + tensor.name(), tensor);
            }
            return new OptimizerState(updates, first, second);
        } catch (IOException | RuntimeException | Error e) {
            first.close();
            second.close();
            throw e;
        }
    }

    private static TrainingCheckpoint read(Path folder) throws IOException {
        var state = StateFile.read(folder);
        return new TrainingCheckpoint(folder, state.step(), state.updates(), state.state());
    }

    private static List<Tensor> moments(OptimizerState optimizer) {
        var moments = new ArrayList<Tensor>();
        addPrefixed(moments, FIRST_MOMENT, optimizer.firstMoment());
        addPrefixed(moments, SECOND_MOMENT, optimizer.secondMoment());
        return moments;
    }

    private static void addPrefixed(List<Tensor> into, String prefix, Weights weights) {
        for (var tensor : weights.tensors()) {
            into.add(new Tensor(prefix + tensor.name(), tensor.data(), tensor.shape()));
        }
    }
}
