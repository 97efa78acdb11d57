package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RlCommandTest {
    @TempDir
    private Path folder;

    @Test
    void config_or_resume_is_needed_and_only_one_of_them() throws IOException {
        CommandRun.of("rl").assertWrongUsage("--config", "--resume");
        CommandRun.of("rl", "--config", config(""), "--resume", folder).assertWrongUsage("--config", "--resume");
    }

    @Test
    void a_missing_settings_file_is_named() {
        CommandRun.of("rl", "--config", folder.resolve("none.conf")).assertWrongUsage("--config", "none.conf");
    }

    @Test
    void an_unknown_setting_is_named_with_its_nearest() throws IOException {
        CommandRun.of("rl", "--config", config(""), "--set", "grpo.group-sise=4")
                .assertWrongUsage("mathesis.grpo.group-sise", "group-size");
    }

    @Test
    void a_setting_out_of_bounds_is_named_with_its_rule() throws IOException {
        CommandRun.of("rl", "--config", config("mathesis.grpo.group-size = 1"))
                .assertWrongUsage("mathesis.grpo.group-size is 1", "2");
        CommandRun.of("rl", "--config", config(""), "--set", "grpo.averaging=mean")
                .assertWrongUsage("mathesis.grpo.averaging is mean", "tokens-then-responses, tokens, constant");
    }

    @Test
    void a_model_and_problems_are_needed() throws IOException {
        CommandRun.of("rl", "--config", config(""), "--run-dir", folder.resolve("run"))
                .assertWrongUsage("mathesis.model", "--set model=DIR");
        CommandRun.of("rl", "--config", config(""), "--set", "model=" + folder, "--run-dir", folder.resolve("run"))
                .assertWrongUsage("mathesis.problems.train", "--set problems.train=FILE");
    }

    @Test
    void a_folder_that_holds_a_run_or_something_else_is_refused() throws IOException {
        var run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(run.resolve("settings.conf"), "");
        CommandRun.of("rl", "--config", config(""), "--run-dir", run)
                .assertWrongUsage("--run-dir is " + run, "holds a run", "--resume " + run);
        var other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.tex"), "");
        CommandRun.of("quickstart", "--run-dir", other).assertWrongUsage("--run-dir is " + other, "not empty");
    }

    @Test
    void a_malformed_problem_stops_the_run_with_its_line() throws IOException {
        var data =
                Files.writeString(folder.resolve("data.jsonl"), "{\"question\": \"1+1?\", \"answer\": \"2\"}\noops\n");
        CommandRun.of(
                        "rl",
                        "--config",
                        config(""),
                        "--set",
                        "model=" + folder,
                        "--set",
                        "problems.train=" + data,
                        "--run-dir",
                        folder.resolve("run"))
                .assertFailed("data.jsonl", "2");
    }

    @Test
    void resuming_takes_no_other_folder() {
        CommandRun.of("rl", "--resume", folder, "--run-dir", folder.resolve("x"))
                .assertWrongUsage("--run-dir");
    }

    @Test
    void quickstart_names_what_its_flags_take() {
        CommandRun.of("quickstart", "--steps", "0").assertWrongUsage("--steps", "'0' is not a whole number from 1");
        CommandRun.of("quickstart", "--steps", "many").assertWrongUsage("--steps", "'many'");
        CommandRun.of("quickstart", "--seed", "x").assertWrongUsage("--seed", "'x'");
        CommandRun.of("quickstart", "--set", "grpo.kl-beta=-1").assertWrongUsage("mathesis.grpo.kl-beta is -1");
    }

    @Test
    void help_shows_defaults() {
        var help = CommandRun.of("quickstart", "--help").assertDone().out();
        assertTrue(help.contains("(default: 1)"), help);
        assertTrue(help.contains("runs/quickstart"), help);
    }

    private Path config(String settings) throws IOException {
        return Files.writeString(folder.resolve("run.conf"), settings);
    }
}
