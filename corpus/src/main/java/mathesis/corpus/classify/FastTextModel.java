package mathesis.corpus.classify;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A supervised fastText model. Immutable but for its matrices, which training writes to.
///
/// @param arguments       of its training, as far as files keep them
/// @param dictionary      words and labels
/// @param input           one row for each word, then one for each bucket of n-grams
/// @param output          one row for each label
/// @param quantizedOutput whether its file says that the output matrix is quantized
public record FastTextModel(
        ModelArguments arguments, Dictionary dictionary, Matrix input, Matrix output, boolean quantizedOutput) {
    /// Reads a `.bin` or `.ftz` file of version 11 or 12. A dense matrix is not copied: the file is its memory, so it
    /// must not be changed in place while the model is in use.
    ///
    /// @throws ModelFileException if the file does not hold a supervised model
    public static FastTextModel read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new ModelReader(new ModelCursor(file, bytes)).read();
        }
    }
}
