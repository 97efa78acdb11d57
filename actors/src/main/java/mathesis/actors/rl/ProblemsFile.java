package mathesis.actors.rl;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import mathesis.rollout.Problem;
import mathesis.rollout.problems.DefectPolicy;
import mathesis.rollout.problems.ProblemSet;

/// The problems of a run, kept in its folder: a resumed run deals the same ones whatever has become of the file that
/// they came from.
final class ProblemsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemsFile() {}

    static void write(Path file, List<Problem> problems) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            for (var problem : problems) {
                var line = new LinkedHashMap<String, String>();
                line.put("id", problem.id());
                line.put("question", problem.question());
                line.put("answer", problem.answer());
                out.write(JSON.writeValueAsString(line));
                out.write('\n');
            }
        }
    }

    /// The problems of a file, none if it does not exist.
    static List<Problem> read(Path file) throws IOException {
        return Files.exists(file)
                ? ProblemSet.read(file, new DefectPolicy.Stop()).problems()
                : List.of();
    }
}
