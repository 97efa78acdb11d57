package mathesis.actors.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the embedded model lies.
final class EmbeddedModel {
    private EmbeddedModel() {}

    /// The Hugging Face folder that comes with the program.
    static Path folder() {
        var folder = Path.of(System.getProperty("mathesis.home", "."), "cluster-conf", "quickstart-model");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("the embedded model is missing from " + folder
                    + "; ./mathesis quickstart-model --output " + folder + " makes it again");
        }
        return folder;
    }
}
