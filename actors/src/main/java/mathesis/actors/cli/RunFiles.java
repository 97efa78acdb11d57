package mathesis.actors.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import mathesis.actors.cli.LearningCurve.Point;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.rollout.Problem;

/// Reads what a run wrote into its folder, in this life or an earlier one.
///
/// @param folder of the run
record RunFiles(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Every step and every evaluation, in order.
    List<Point> curve() throws IOException {
        var points = new ArrayList<Point>();
        for (var line : lines(folder.resolve("evaluations.jsonl"))) {
            if (line.path("step").asLong() == 0) { // later ones stand in the metrics of their step
                points.add(new Point(0, number(line, "accuracy"), OptionalDouble.empty(), OptionalDouble.empty()));
            }
        }
        for (var line : lines(folder.resolve("metrics.jsonl"))) {
            points.add(new Point(
                    line.path("step").asLong(),
                    number(line, "held_out_accuracy"),
                    number(line, "reward"),
                    number(line, "kl")));
        }
        return points;
    }

    /// Held-out solutions after so many steps; none where there was no evaluation.
    List<Solution> solutions(long step) throws IOException {
        var solutions = new ArrayList<Solution>();
        for (var line :
                lines(folder.resolve("evaluations").resolve(String.format(Locale.ROOT, "step-%08d.jsonl", step)))) {
            var problem = new Problem(text(line, "id"), text(line, "question"), text(line, "answer"));
            solutions.add(new Solution(
                    problem,
                    text(line, "solution"),
                    text(line, "found"),
                    line.path("correct").asBoolean()));
        }
        return solutions;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        var lines = new ArrayList<JsonNode>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                lines.add(parse(file, line));
            }
        }
        return lines;
    }

    private static JsonNode parse(Path file, String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds a line that is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static OptionalDouble number(JsonNode line, String field) {
        return line.path(field).isNumber() ? OptionalDouble.of(line.path(field).asDouble()) : OptionalDouble.empty();
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText();
    }
}
