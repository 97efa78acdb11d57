package mathesis.rollout.problems;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import mathesis.rollout.Problem;
import mathesis.rollout.problems.ProblemSet.Defect;

/// One pass over a question file.
final class ProblemFile {
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path file;
    private final DefectPolicy policy;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Defect> defects = new ArrayList<>();
    private final Map<String, Integer> lineOfId = new HashMap<>();

    ProblemFile(Path file, DefectPolicy policy) {
        this.file = file;
        this.policy = policy;
    }

    ProblemSet read() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": " + (Files.exists(file) ? "is not a file" : "no such file"));
        }
        try (var in = open()) {
            readLines(new BoundedLines(in, ProblemSet.LONGEST_LINE));
        }
        if (problems.isEmpty()) {
            throw new IOException(file + ": holds no problem" + defectSummary());
        }
        return new ProblemSet(problems, defects);
    }

    private InputStream open() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        try {
            return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw new IOException(file + ": broken gzip header: " + e.getMessage(), e);
        }
    }

    private void readLines(BoundedLines lines) throws IOException {
        int number = 1;
        try {
            for (; lines.next(); number++) {
                readLine(number, lines);
            }
        } catch (EOFException | ZipException e) {
            throw new IOException(file + ": line " + number + ": compressed data is cut off or damaged", e);
        }
    }

    private void readLine(int number, BoundedLines lines) throws IOException {
        try {
            add(number, ProblemLine.parse(lines.text()));
        } catch (DefectException e) {
            defects.add(new Defect(number, e.getMessage()));
            if (defects.size() > policy.limit()) {
                throw new IOException(file + ": line " + number + ": " + e.getMessage() + allowance(), e);
            }
        }
    }

    private void add(int number, ProblemLine line) throws DefectException {
        var id = line.id().orElseGet(() -> stem() + "-" + number);
        var earlier = lineOfId.putIfAbsent(id, number);
        if (earlier != null) {
            throw new DefectException("id \"" + id + "\" is already that of line " + earlier);
        }
        problems.add(new Problem(id, line.question(), line.answer()));
    }

    private String stem() {
        var name = file.getFileName().toString();
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    private String allowance() {
        return policy.limit() == 0 ? "" : " (defect " + defects.size() + ", " + policy.limit() + " are allowed)";
    }

    private String defectSummary() {
        return defects.isEmpty()
                ? ""
                : " (" + defects.size() + " defects; line " + defects.getFirst().line() + ": "
                        + defects.getFirst().reason() + ")";
    }
}
