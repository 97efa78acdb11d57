package mathesis.rollout.problems;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mathesis.rollout.Problem;

/// The problems of one question file, in file order, and the lines that gave none.
///
/// A file is JSON Lines, plain or gzipped: `{"question": "...", "answer": "72"}` with an optional `"id"`; other fields
/// are ignored. The answer is text or a number and is kept as written, `#### 72` at the end of a solution included.
/// A problem without an id gets `<file name without endings>-<line number>`.
///
/// @param problems at least one
/// @param defects  lines left out, in file order
public record ProblemSet(List<Problem> problems, List<Defect> defects) {
    /// Longest line read, in bytes.
    public static final int LONGEST_LINE = 1 << 20;

    /// A line that holds no usable problem.
    ///
    /// @param line   from 1
    /// @param reason what is wrong with it
    public record Defect(int line, String reason) {}

    public ProblemSet {
        problems = List.copyOf(problems);
        defects = List.copyOf(defects);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a problem set needs a problem");
        }
    }

    /// Reads a question file.
    ///
    /// @throws IOException naming file and line: the file is missing, cannot be read or holds no problem, or it has
    /// more
    ///                     defects than the policy allows
    public static ProblemSet read(Path file, DefectPolicy policy) throws IOException {
        return new ProblemFile(file, policy).read();
    }

    /// The order in which an epoch deals the problems: a permutation of their indices that depends on nothing but the
    /// two numbers and the size of the set.
    public int[] order(long seed, long epoch) {
        var draws = Draws.keyedBy(seed, epoch);
        var order = new int[problems.size()];
        for (int i = 0; i < order.length; i++) { // Fisher-Yates, inside out
            int j = draws.below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
