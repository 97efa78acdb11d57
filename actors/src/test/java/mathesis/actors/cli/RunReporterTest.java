package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.actors.rl.Evaluation;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.actors.rl.Phase;
import mathesis.actors.rl.RlEvent;
import mathesis.actors.rl.StepMetrics;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.learner.StepReport;
import mathesis.reward.RewardTally;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunReporterTest {
    private static final StepReport REPORT = new StepReport(
            3,
            1,
            -0.01,
            0.625,
            0.4,
            0.25,
            0.625,
            0.0123,
            0.01,
            0.01,
            0,
            0.45,
            0,
            0,
            0,
            0,
            1.5,
            2.4e-7,
            0,
            21.5,
            1,
            0.5,
            0.25,
            0,
            0,
            9_000,
            16,
            RewardTally.NONE);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_step_is_a_line_with_the_rates_of_its_own_phases() {
        var metrics = metrics(Optional.of(REPORT), Optional.of(evaluation(3, true)));
        reporter().on(new RlEvent.Stepped(metrics));
        var line = out.toString().lines().toList().getLast();
        assertEquals(
                "    3  0.625   50.0 %  0.0123   0.450   21.5 2e-07     5,000    18,000   2.0 |     50     1    4    25   10"
                        + "    5    5",
                line);
        assertTrue(out.toString().contains("| sample grade move learn eval save idle %"), out.toString());
    }

    @Test
    void a_step_without_a_report_says_why() {
        reporter().on(new RlEvent.Stepped(metrics(Optional.empty(), Optional.empty())));
        assertEquals("", out.toString());
        assertTrue(err.toString().contains("step 3 trained on nothing: NaN"), err.toString());
    }

    @Test
    void a_lost_group_is_named() {
        reporter().on(new RlEvent.Lost(2, "gsm8k-7", new LostGroup("00000042", "prompt too long")));
        assertEquals("step 2: lost group 00000042 (problem gsm8k-7): prompt too long\n", err.toString());
    }

    @Test
    void what_the_figures_must_be_read_with_is_told() {
        reporter().on(new RlEvent.Noted("drawn with int8 weights"));
        assertEquals("drawn with int8 weights\n", out.toString());
    }

    @Test
    void accuracy_before_the_first_step_is_told_at_once() {
        reporter().on(new RlEvent.Evaluated(evaluation(0, true)));
        assertEquals("Held-out accuracy before: 50.0 % of 2 problems\n", out.toString());
    }

    private RunReporter reporter() {
        return new RunReporter(new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static StepMetrics metrics(Optional<StepReport> report, Optional<Evaluation> evaluation) {
        var phases = Map.of(
                Phase.SAMPLE,
                1.0,
                Phase.LEARN,
                0.5,
                Phase.EVALUATE,
                0.2,
                Phase.GRADE,
                0.02,
                Phase.JOURNAL,
                0.04,
                Phase.TRANSPORT,
                0.02,
                Phase.WEIGHTS,
                0.02,
                Phase.CHECKPOINT,
                0.1,
                Phase.IDLE,
                0.1);
        var trouble = report.isEmpty() ? Optional.of("NaN") : Optional.<String>empty();
        return new StepMetrics(3, report, trouble, 2.0, phases, 5_000, 9_000, List.of(), List.of(), evaluation);
    }

    private static Evaluation evaluation(long step, boolean firstIsRight) {
        return new Evaluation(
                step,
                List.of(
                        new Solution(
                                new Problem("a", "3+4?", "7"),
                                firstIsRight ? "#### 7" : "#### 8",
                                firstIsRight ? "7" : "8",
                                firstIsRight),
                        new Solution(new Problem("b", "5+5?", "10"), "", "", false)));
    }
}
