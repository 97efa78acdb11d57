package mathesis.reward.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.reward.answer.AnswerExtractor;
import mathesis.reward.answer.AnswerGrader;
import mathesis.reward.answer.FinalAnswer;
import mathesis.reward.answer.SolutionJudge;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.equivalence.Verdict;
import mathesis.reward.equivalence.Verdict.Kind;
import mathesis.rollout.problems.DefectPolicy.Stop;
import mathesis.rollout.problems.ProblemSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases of other graders and data sets, from the shared data folder beside the project; skipped where there is none.
@DisplayNameGeneration(ReplaceUnderscores.class)
class GraderDevelopmentSetTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}: at least {1} of its rows")
    @CsvSource({"mathverify.jsonl, 0.99", "others.jsonl, 0.98"})
    void no_pair_that_is_plain_mathematics_is_called_equal_by_mistake(String file, double floor) {
        int right = 0;
        var falsePositives = new ArrayList<String>();
        var rows = rows(file).stream().filter(row -> !row.has("label_basis")).toList();
        for (var row : rows) {
            boolean equal = verdict(row).kind() == Kind.EQUAL;
            right += equal == row.get("equal").asBoolean() ? 1 : 0;
            if (equal && !row.get("equal").asBoolean()) {
                falsePositives.add(row.toString());
            } else if (equal != row.get("equal").asBoolean() && Boolean.getBoolean("mathesis.show")) {
                System.out.println(judge(row)
                                .judge(row.get("gold").asText(), row.get("pred").asText()) + " " + row);
            }
        }
        System.out.printf("%s: %d of %d right, %d false positives%n", file, right, rows.size(), falsePositives.size());
        assertEquals(List.of(), falsePositives);
        assertTrue(right >= floor * rows.size(), right + " of " + rows.size());
    }

    @ParameterizedTest(name = "{0} of sampled solutions")
    @CsvSource({"math_model_solutions.jsonl, solution", "tir_gsm8k_traces.jsonl, trace"})
    void sampled_solutions_are_graded_as_their_own_graders_did(String file, String field) {
        var grader = new AnswerGrader();
        var rows = rows(file);
        for (var row : rows) {
            var judgement =
                    grader.judge(row.get("gold").asText(), row.get(field).asText());
            assertEquals(
                    row.get("is_correct").asBoolean(),
                    judgement.verdict().kind() == Kind.EQUAL,
                    () -> row.get("id") + " " + judgement);
        }
        System.out.printf("%s: %d of %d right%n", file, rows.size(), rows.size());
    }

    @Test
    void answers_are_extracted_as_their_data_sets_state_them() {
        var missed = new ArrayList<String>();
        var rows = rows("extraction.jsonl");
        for (var row : rows) {
            var style = RowPolicy.ofStyle(row.get("style").asText());
            var found = style.judge()
                    .find(row.get("text").asText())
                    .map(FinalAnswer::text)
                    .orElse("");
            if (!found.equals(row.get("expected").asText().strip())) {
                missed.add(row.get("id") + ": " + found + " for " + row.get("expected"));
            }
        }
        System.out.printf("extraction.jsonl: %d of %d right%n", rows.size() - missed.size(), rows.size());
        assertEquals(List.of(), missed);
    }

    @Test
    void every_training_answer_of_GSM8K_is_found_in_its_solution() throws IOException {
        var file = data("math").resolve("gsm8k-train.jsonl.gz");
        var problems = ProblemSet.read(file, new Stop()).problems();
        assertEquals(7473, problems.size());
        var grader = new AnswerGrader();
        for (var problem : problems) {
            var worked = "He has 3 of 12.\n#### " + problem.answer();
            assertEquals(problem.answer(), AnswerExtractor.gold(worked));
            assertEquals(
                    Kind.EQUAL,
                    grader.judge(worked, "The answer is " + problem.answer() + ".")
                            .verdict()
                            .kind());
            assertEquals(
                    Kind.DIFFERENT,
                    grader.judge(worked, "\\boxed{" + problem.answer() + "1}")
                            .verdict()
                            .kind());
        }
    }

    private static Verdict verdict(JsonNode row) {
        var gold = row.get("gold").asText();
        return judge(row).judge(gold, row.get("pred").asText()).verdict();
    }

    private static SolutionJudge judge(JsonNode row) {
        var params = row.path("params");
        return new RowPolicy(
                        row.get("kind").asText(),
                        params.path("reasoning_required").asBoolean(),
                        texts(params.path("reasoning_delimiters")))
                .judge(EquivalencePolicy.DEFAULT);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<JsonNode> rows(String name) {
        try (var lines = Files.lines(data("grader-dev").resolve(name))) {
            return lines.map(GraderDevelopmentSetTest::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path data(String folder) {
        var path = Path.of(System.getProperty("mathesis.home", "."))
                .resolve("../shared/data")
                .resolve(folder);
        assumeTrue(Files.isDirectory(path), "skipped: no folder " + path.normalize());
        return path;
    }
}
