package mathesis.rollout.problems;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import mathesis.rollout.Problem;

/// A generated problem with a worked solution to train on.
///
/// @param problem       with the right answer, always
/// @param solution      one step a line, then `#### ` and its result; no line break at the end
/// @param solutionRight whether that result is the right answer
public record WorkedProblem(Problem problem, String solution, boolean solutionRight) {
    private static final ObjectWriter JSON = new ObjectMapper().writer();

    /// Writes JSON Lines of `id`, `question`, `answer` and `solution`, which [ProblemSet] reads.
    public static void write(Path file, Stream<WorkedProblem> problems) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            for (var problem : (Iterable<WorkedProblem>) problems::iterator) {
                out.write(problem.json());
                out.write('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String json() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", problem.id());
        fields.put("question", problem.question());
        fields.put("answer", problem.answer());
        fields.put("solution", solution);
        return JSON.writeValueAsString(fields);
    }
}
