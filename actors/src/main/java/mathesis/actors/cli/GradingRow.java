package mathesis.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import mathesis.reward.answer.SolutionJudge;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.suite.RowPolicy;

/// One row to grade.
///
/// @param line        as it was read
/// @param question    empty where the row has none
/// @param gold        the answer field of the problem
/// @param solution    or a bare prediction
/// @param policy      how it wants to be read
/// @param equivalence how it wants to be compared
/// @param label       whether people say that it is right, where they do
public record GradingRow(
        JsonLine line,
        String question,
        String gold,
        String solution,
        RowPolicy policy,
        EquivalencePolicy equivalence,
        Optional<Boolean> label) {
    private static final String[] SOLUTIONS = {"pred", "solution", "trace"};
    private static final String[] LABELS = {"equal", "is_correct"};

    /// @param policy that was asked for by name; else the row's kind decides, `text` for predictions and `default` for
    ///               solutions without one
    static GradingRow of(JsonLine line, Optional<String> policy) {
        var json = line.json();
        var kind = policy.orElseGet(() -> kind(line));
        var params = json.path("params");
        try {
            RowPolicy.ofStyle(kind);
            return new GradingRow(
                    line,
                    json.path("question").asText(),
                    line.textOrNumber("gold"),
                    solution(line),
                    new RowPolicy(
                            kind,
                            params.path("reasoning_required").asBoolean(),
                            texts(params.path("reasoning_delimiters"))),
                    GradingParams.equivalence(params),
                    label(line));
        } catch (IllegalArgumentException e) {
            throw new BadLineException("\"kind\": " + e.getMessage());
        }
    }

    /// All rows of a file; benchmarks read them like this.
    ///
    /// @throws IOException also where a line is no row
    public static List<GradingRow> read(Path file) throws IOException {
        var rows = new ArrayList<GradingRow>();
        new JsonLinesReader(file, OnBadLine.STOP, new PrintWriter(Writer.nullWriter()))
                .forEach(line -> rows.add(of(line, Optional.empty())));
        return rows;
    }

    /// A judge that reads and compares as the row wants.
    public SolutionJudge judge() {
        return policy.judge(equivalence);
    }

    /// The row's id.
    public String id() {
        return line.id().asText();
    }

    /// Whether the label rests on mathematics alone and not on a suite's own rules.
    public boolean isPlainMathematics() {
        return !line.has("label_basis");
    }

    private static String kind(JsonLine line) {
        if (line.has("kind")) {
            return line.text("kind");
        }
        return line.has("pred") ? "text" : "default";
    }

    private static String solution(JsonLine line) {
        for (var field : SOLUTIONS) {
            if (line.has(field)) {
                return line.textOrNumber(field);
            }
        }
        throw new BadLineException("needs a string \"pred\" or \"solution\"");
    }

    private static Optional<Boolean> label(JsonLine line) {
        for (var field : LABELS) {
            if (line.has(field)) {
                return Optional.of(line.flag(field));
            }
        }
        return Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
