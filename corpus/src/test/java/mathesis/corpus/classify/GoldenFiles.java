package mathesis.corpus.classify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Models and predictions of the C++ program, from the shared data folder beside the project; tests are skipped where
/// there is none.
final class GoldenFiles {
    private GoldenFiles() {}

    static Path file(String name) {
        var folder = Path.of(System.getProperty("mathesis.home", ".")).resolve("../shared/data/fasttext-golden");
        var beside = Files.isDirectory(folder) ? folder : Path.of("../../shared/data/fasttext-golden");
        assumeTrue(Files.isDirectory(beside), "skipped: no folder " + folder.normalize());
        return beside.resolve(name);
    }

    static FastTextModel model(String name) throws IOException {
        return FastTextModel.read(file(name));
    }

    static List<String> lines(String name) throws IOException {
        return Files.readAllLines(file(name));
    }

    /// The text that a model's predictions are for.
    static List<String> testLines(String model) throws IOException {
        return lines(model.startsWith("a-") || model.startsWith("e-") ? "two.test.txt" : "pkg.test.txt");
    }
}
