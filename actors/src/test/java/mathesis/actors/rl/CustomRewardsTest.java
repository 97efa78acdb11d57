package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import mathesis.actors.SettingsException;
import mathesis.reward.Grade.OutcomeGrade;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reward compiled here, as a user would bring it.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomRewardsTest {
    private static final String SOURCE = """
            package acme;

            import java.util.Map;
            import mathesis.reward.Reward;
            import mathesis.reward.RewardProvider;
            import mathesis.reward.Score;

            public final class Brevity implements RewardProvider {
                @Override
                public Reward create(Map<String, String> options) {
                    int most = Integer.parseInt(options.get("letters"));
                    return (problem, completion) -> new Score.Outcome(completion.text().length() <= most ? 1 : 0);
                }
            }
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void compile() throws IOException {
        var source = Files.createDirectories(folder.resolve("acme")).resolve("Brevity.java");
        Files.writeString(source, SOURCE);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertEquals(0, status);
        var services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("mathesis.reward.RewardProvider"), "acme.Brevity\n");
    }

    @Test
    void a_class_named_in_the_settings_is_found_and_paid_for() {
        try (var grading = grading("acme.Brevity", folder.toString(), "letters = 6")) {
            var graded = grading.grade(TinyModel.group("00000001", 1)).result().join();
            assertEquals(List.of(new OutcomeGrade(1, true, "7"), new OutcomeGrade(0.5, false, "8")), graded.grades());
            assertEquals(0.5, graded.tally().rewards().get("brevity").mean());
        }
    }

    @Test
    void a_class_that_is_not_there_is_named_with_those_that_are() {
        var refused =
                assertThrows(SettingsException.class, () -> grading("acme.Brevety", folder.toString(), "letters = 6"));
        assertTrue(refused.getMessage().contains("provider is acme.Brevety"), refused.getMessage());
        assertTrue(refused.getMessage().contains("there are: acme.Brevity"), refused.getMessage());
    }

    @Test
    void options_that_the_class_refuses_stop_the_run_before_it_starts() {
        var refused =
                assertThrows(SettingsException.class, () -> grading("acme.Brevity", folder.toString(), "letters = x"));
        assertTrue(
                refused.getMessage().contains("mathesis.reward.custom.brevity cannot be made"), refused.getMessage());
    }

    @Test
    void a_class_path_that_is_not_there_is_named() {
        var refused = assertThrows(
                SettingsException.class,
                () -> grading("acme.Brevity", folder.resolve("no.jar").toString(), "a = b"));
        assertTrue(refused.getMessage().contains("no.jar, which does not exist"), refused.getMessage());
    }

    private static SolutionGrading grading(String provider, String classPath, String options) {
        var settings = TestSettings.with(
                "reward.class-path=[\"" + classPath + "\"]",
                "reward.custom.brevity={ provider = " + provider
                        + ", weight = 0.5, threads = 1, timeout = 1m, options { " + options + " } }");
        try (var model = TinyModel.load()) {
            return Rewards.of(settings, model.tokenizer(), new Timeline(System::nanoTime))
                    .grading();
        }
    }
}
