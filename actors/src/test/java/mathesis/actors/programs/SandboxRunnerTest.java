package mathesis.actors.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mathesis.reward.python.ProgramResult.Finished;
import mathesis.reward.python.ProgramResult.Limit;
import mathesis.reward.python.ProgramResult.Raised;
import mathesis.reward.python.ProgramResult.Stopped;
import mathesis.reward.python.PythonLimits;
import mathesis.reward.python.SandboxUnavailableException;
import mathesis.rollout.tool.ProgramOutput;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SandboxRunnerTest {
    @Test
    void the_model_is_shown_what_its_program_printed_or_else_its_answer() {
        assertEquals(shown("4\n2\n"), SandboxRunner.output(new Finished(Optional.of("2"), "4\n2\n", 1), false));
        assertEquals(shown("42"), SandboxRunner.output(new Finished(Optional.of("42"), "\n", 1), false));
        assertEquals(shown(""), SandboxRunner.output(new Finished(Optional.empty(), "", 1), false));
    }

    @Test
    void the_model_is_shown_what_went_wrong_and_nothing_else() {
        assertEquals(
                new ProgramOutput("NameError: name 'x' is not defined", true),
                SandboxRunner.output(
                        new Raised("Traceback\n  line 1\nNameError: name 'x' is not defined", "so far\n", 1), false));
        assertEquals(
                new ProgramOutput("CPU time limit reached", true),
                SandboxRunner.output(new Stopped(Limit.CPU_TIME, "so far\n", 1), false));
    }

    @Test
    void what_earlier_programs_print_is_not_shown() {
        var printed = "1\n" + SandboxRunner.LAST_BEGINS + "\n2\n";
        assertEquals(shown("\n2\n"), SandboxRunner.output(new Finished(Optional.of("2"), printed, 1), true));
        var silent = "1\n" + SandboxRunner.LAST_BEGINS + "\n";
        assertEquals(
                shown(""), SandboxRunner.output(new Finished(Optional.of(SandboxRunner.LAST_BEGINS), silent, 1), true));
    }

    @Test
    void programs_of_a_completion_share_their_variables_in_the_sandbox() {
        try (var sandboxes = new SandboxThreads(1, PythonLimits.of(Duration.ofSeconds(10), 512L << 20))) {
            var runner = new SandboxRunner(sandboxes);
            var both = List.of("x = 6\nprint(x,\n      'printed over two lines')\n", "print(x * 7)\n");
            assertEquals("42", runner.run(both).join().text().strip());
            assertEquals("", runner.run(List.of("print(1)\n", "y = 2\n")).join().text());
            assertEquals(
                    "",
                    runner.run(List.of("print(1)\nraise SystemExit\n", "print(2)\n"))
                            .join()
                            .text());
            var wrong = runner.run(List.of("print(1)\n", "print(z)\n")).join();
            assertTrue(wrong.failed());
            assertEquals("NameError: name 'z' is not defined", wrong.text());
        } catch (SandboxUnavailableException e) {
            System.err.println("SKIPPED: " + SandboxRunnerTest.class.getSimpleName() + ": " + e.getMessage());
            abort(e.getMessage());
        }
    }

    private static ProgramOutput shown(String text) {
        return new ProgramOutput(text, false);
    }
}
