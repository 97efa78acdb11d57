package mathesis.actors.cli;

import java.nio.file.Path;

/// The real, very small model among the engine's test resources: random weights, byte-level tokenizer.
final class TinyModel {
    static final Path FOLDER =
            Path.of(System.getProperty("mathesis.home", ".."), "engine/src/test/resources/hf/models/llama-mha");

    private TinyModel() {}
}
