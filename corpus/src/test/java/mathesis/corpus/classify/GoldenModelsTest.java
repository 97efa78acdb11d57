package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenModelsTest {
    private static final double PRINTED = 1e-6;
    /// Six digits are printed, which above 1 leaves five behind the point: half of the last, and float rounding.
    private static final double PRINTED_ABOVE_ONE = 6e-6;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"a-softmax-ng3.bin", "b-ova-sub.bin", "c-hs.bin", "d-ns.bin", "e-quant.ftz", "f-quant-sub.ftz"})
    void predictions_are_those_of_the_reference_program(String name) throws IOException {
        var model = GoldenFiles.model(name);
        var lines = GoldenFiles.testLines(name);
        var expected = GoldenFiles.lines(name + ".pred.txt");
        int k = model.dictionary().labels() == 2 ? 2 : 5;
        assertEquals(lines.size(), expected.size());
        for (int i = 0; i < lines.size(); i++) {
            assertLine(name + ", line " + (i + 1), parsed(expected.get(i)), predicted(model, lines.get(i), k));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"a-softmax-ng3.bin", "b-ova-sub.bin", "c-hs.bin", "d-ns.bin", "e-quant.ftz", "f-quant-sub.ftz"})
    void a_model_that_is_read_and_written_is_the_same_file(String name, @TempDir Path folder) throws IOException {
        var copy = folder.resolve("copy");
        GoldenFiles.model(name).write(copy);
        assertArrayEquals(Files.readAllBytes(GoldenFiles.file(name)), Files.readAllBytes(copy));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"a-softmax-ng3.bin", "b-ova-sub.bin", "c-hs.bin", "d-ns.bin", "e-quant.ftz", "f-quant-sub.ftz"})
    void arguments_print_as_the_reference_program_dumps_them(String name) throws IOException {
        assertEquals(
                String.join("\n", GoldenFiles.lines(name + ".args.txt")),
                GoldenFiles.model(name).arguments().dump());
    }

    private static Map<String, Double> predicted(FastTextModel model, String line, int k) {
        return model.predict(line.getBytes(UTF_8), k, 0).stream()
                .collect(Collectors.toMap(Prediction::label, p -> (double) p.probability()));
    }

    private static Map<String, Double> parsed(String line) {
        var labels = new TreeMap<String, Double>();
        var parts = line.isBlank() ? new String[0] : line.split(" ");
        for (int i = 0; i < parts.length; i += 2) {
            labels.put(parts[i], Double.valueOf(parts[i + 1]));
        }
        return labels;
    }

    private static void assertLine(String where, Map<String, Double> expected, Map<String, Double> actual) {
        double[] values = sorted(expected);
        double[] ours = sorted(actual);
        assertEquals(values.length, ours.length, where);
        for (int i = 0; i < values.length; i++) {
            assertPrinted(values[i], ours[i], where);
        }
        expected.forEach((label, probability) -> {
            if (probability - values[0] > PRINTED) { // which of the last equal ones are shown is left open
                assertPrinted(probability, actual.getOrDefault(label, -1.0), where + ", " + label);
            }
        });
    }

    private static void assertPrinted(double expected, double actual, String where) {
        assertEquals(expected, actual, expected < 1 ? PRINTED : PRINTED_ABOVE_ONE, where);
    }

    private static double[] sorted(Map<String, Double> labels) {
        return labels.values().stream().mapToDouble(v -> v).sorted().toArray();
    }
}
