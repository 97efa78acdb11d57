package mathesis.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.reward.answer.RowPolicy;
import mathesis.reward.equivalence.EquivalencePolicy;

/// One row to grade.
///
/// @param line        as it was read
/// @param question    empty where the row has none
/// @param gold        the answer field of the problem
/// @param solution    or a bare prediction
/// @param policy      how it wants to be read
/// @param equivalence how it wants to be compared
/// @param label       whether people say that it is right, where they do
record GradingRow(
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

    /// Whether the label rests on mathematics alone and not on a suite's own rules.
    boolean isPlainMathematics() {
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
