package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import mathesis.actors.cli.LearningCurve.Point;
import mathesis.actors.rl.RunSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunReportTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void a_run_of_two_steps_was_written() throws IOException {
        Files.writeString(folder.resolve("evaluations.jsonl"), """
                {"step":0,"accuracy":0.25,"correct":1,"held_out":4}
                {"step":2,"accuracy":0.5,"correct":2,"held_out":4}
                """);
        Files.writeString(folder.resolve("metrics.jsonl"), """
                {"step":1,"reward":0.375,"kl":0.0}
                {"step":2,"reward":0.5,"kl":0.002,"held_out_accuracy":0.5}
                """);
        Files.createDirectory(folder.resolve("evaluations"));
        Files.writeString(folder.resolve("evaluations/step-00000000.jsonl"), """
                {"id":"a","question":"3+4?","answer":"7","solution":"3+4=8\\n#### 8","found":"8","correct":false}
                {"id":"b","question":"5+5?","answer":"10","solution":"#### 10","found":"10","correct":true}
                {"id":"c","question":"1+1?","answer":"2","solution":"what","found":"","correct":false}
                {"id":"d","question":"9-9?","answer":"0","solution":"#### 1","found":"1","correct":false}
                """);
        Files.writeString(folder.resolve("evaluations/step-00000002.jsonl"), """
                {"id":"a","question":"3+4?","answer":"7","solution":"3+4=7\\n#### 7","found":"7","correct":true}
                {"id":"b","question":"5+5?","answer":"10","solution":"#### 10","found":"10","correct":true}
                {"id":"c","question":"1+1?","answer":"2","solution":"#### 3","found":"3","correct":false}
                {"id":"d","question":"9-9?","answer":"0","solution":"#### 0","found":"0","correct":true}
                """);
    }

    @Test
    void accuracy_and_its_change_come_first() throws IOException {
        var lines = report(OptionalDouble.of(0.25), OptionalDouble.of(0.5)).lines();
        assertEquals(
                "Held-out accuracy (greedy, 4 problems): 25.0 % before, 50.0 % after (+25.0 points)", lines.get(1));
        assertEquals(
                "2 steps in 91 s; 12,000 tokens sampled, 34,000 trained; engine memory at most 50 MiB; seed 7",
                lines.get(2));
    }

    @Test
    void without_held_out_problems_it_says_so() throws IOException {
        var lines = report(OptionalDouble.empty(), OptionalDouble.empty()).lines();
        assertTrue(lines.get(1).contains("problems.held-out"), lines.get(1));
    }

    @Test
    void solutions_stand_side_by_side_with_their_verdicts() throws IOException {
        var text = String.join(
                "\n", report(OptionalDouble.of(0.25), OptionalDouble.of(0.5)).lines());
        assertTrue(text.contains("""
                        Solved now, not before:

                        3+4? (7)
                        before, wrong:                           | after, right:
                        3+4=8                                    | 3+4=7
                        #### 8                                   | #### 7
                        """), text);
        assertTrue(text.contains("before, no answer:                       | after, wrong:"), text);
        assertFalse(text.contains("Solved before, not now"), "there is no such problem");
    }

    @Test
    void the_curve_has_every_step_and_what_was_measured_before_the_first() throws IOException {
        var none = OptionalDouble.empty();
        assertEquals(
                List.of(
                        new Point(0, OptionalDouble.of(0.25), none, none),
                        new Point(1, none, OptionalDouble.of(0.375), OptionalDouble.of(0)),
                        new Point(2, OptionalDouble.of(0.5), OptionalDouble.of(0.5), OptionalDouble.of(0.002))),
                new RunFiles(folder).curve());
    }

    @Test
    void the_curve_is_drawn_into_the_run_folder() throws IOException {
        report(OptionalDouble.of(0.25), OptionalDouble.of(0.5)).lines();
        assertTrue(Files.readString(folder.resolve("curve.svg")).contains("Held-out accuracy"));
    }

    private RunReport report(OptionalDouble before, OptionalDouble after) {
        var model = folder.resolve("checkpoints/step-00000002");
        return new RunReport(
                folder, new RunSummary(before, after, 4, 2, 91.2, 7, 12_000, 34_000, 8, 0, 50L << 20, "ab", model), 83);
    }
}
