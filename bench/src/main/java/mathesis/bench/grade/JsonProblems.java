package mathesis.bench.grade;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import mathesis.bench.grade.Gsm8kSolutions.Problem;

/// Reads problems with their reference solutions from gzipped JSONL.
final class JsonProblems {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonProblems() {}

    static List<Problem> read(Path file) throws IOException {
        var problems = new ArrayList<Problem>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var json = JSON.readTree(line);
                problems.add(new Problem(
                        json.path("id").asText(),
                        json.path("solution").asText(),
                        json.path("answer").asText()));
            }
        }
        return problems;
    }
}
