package mathesis.learner.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import mathesis.engine.ModelConfig;
import mathesis.engine.Weights;

/// A checksum of the names and shapes of a model's tensors, so that no block is taken for another of the same size.
final class WeightsLayout {
    private WeightsLayout() {}

    static int of(ModelConfig config) {
        var crc = new CRC32C();
        Weights.shapes(config)
                .forEach((name, shape) -> crc.update((name + Arrays.toString(shape)).getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
