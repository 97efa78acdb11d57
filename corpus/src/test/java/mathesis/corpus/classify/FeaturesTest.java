package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FeaturesTest {
    @Test
    void rows_of_golden_lines_are_those_of_the_reference_in_its_order() throws IOException {
        int compared = 0;
        for (var line : GoldenFiles.lines("features.txt")) {
            if (line.startsWith("#")) {
                continue;
            }
            var parts = line.split(" ", 3);
            var model = GoldenFiles.model(parts[0]);
            var text = GoldenFiles.testLines(parts[0]).get(Integer.parseInt(parts[1]) - 1);
            assertEquals(parts.length < 3 ? "" : parts[2], rows(model, text), parts[0] + " " + parts[1]);
            compared++;
        }
        assertEquals(21, compared);
    }

    private static String rows(FastTextModel model, String line) {
        var features = new Features(model.arguments(), model.dictionary());
        byte[] utf8 = line.getBytes(UTF_8);
        features.readLine(utf8, 0, utf8.length);
        return Arrays.stream(features.rows(), 0, features.count())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }
}
