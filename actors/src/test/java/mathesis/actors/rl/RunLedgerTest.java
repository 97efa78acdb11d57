package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.rollout.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunLedgerTest {
    private RunFolder run;

    @TempDir
    Path folder;

    @BeforeEach
    void make_a_run_folder() throws IOException {
        run = RunFolder.create(folder.resolve("run"));
    }

    @Test
    void a_resumed_run_has_each_step_once_and_the_totals_of_its_former_life() throws IOException {
        var before = ledger(0);
        before.evaluated(evaluation(0, false));
        for (int step = 1; step <= 4; step++) {
            before.stepped(learned(step), Map.of(Phase.LEARN, 2.0, Phase.IDLE, 0.5), Optional.empty());
        }
        before.evaluated(evaluation(4, true));
        var after = ledger(2);
        assertEquals(List.of(1, 2), steps(run.metrics()));
        assertEquals(List.of(1, 2), steps(run.trained()));
        assertEquals(List.of(0), steps(run.evaluations()));
        assertTrue(after.hasEvaluated(0));
        assertFalse(after.hasEvaluated(4));
        after.stepped(learned(3), Map.of(Phase.LEARN, 1.0), Optional.of(evaluation(3, true)));
        after.evaluated(evaluation(3, true));
        var summary = after.summary("abcd", folder);
        assertEquals(3, summary.steps());
        assertEquals(6.0, summary.seconds());
        assertEquals(300, summary.tokensSampled());
        assertEquals(2700, summary.tokensTrained());
        assertEquals(3, summary.groupsTrained());
        assertEquals(3, summary.groupsLost());
        assertEquals(0.0, summary.accuracyBefore().orElseThrow());
        assertEquals(1.0, summary.accuracyAfter().orElseThrow());
    }

    @Test
    void a_line_that_a_killed_process_left_half_written_is_no_line() throws IOException {
        ledger(0).stepped(learned(1), Map.of(Phase.LEARN, 2.0), Optional.empty());
        Files.writeString(run.metrics(), "{\"step\":2,\"rew", StandardOpenOption.APPEND);
        ledger(2);
        assertEquals(List.of(1), steps(run.metrics()));
    }

    @Test
    void phases_of_a_step_add_up_to_its_time() throws IOException {
        ledger(0).stepped(learned(1), Map.of(Phase.LEARN, 2.0, Phase.SAMPLE, 1.0, Phase.IDLE, 0.25), Optional.empty());
        var line = JsonLog.read(run.metrics()).getFirst();
        assertEquals(3.25, line.get("step_time").asDouble());
        assertEquals(1.0, line.get("timing_s/sample").asDouble());
        assertEquals(0.0, line.get("timing_s/transport").asDouble());
    }

    @Test
    void a_quarantined_batch_names_its_groups_and_why() throws IOException {
        var quarantined = new RunController.Trained(
                1, new StepOutcome.Quarantined("the loss is NaN"), List.of("00000000"), List.of(), 100);
        ledger(0).stepped(quarantined, Map.of(), Optional.empty());
        var trained = JsonLog.read(run.trained()).getFirst();
        assertEquals("[]", trained.get("groups").toString());
        assertEquals(
                "{\"00000000\":\"quarantined: the loss is NaN\"}",
                trained.get("lost").toString());
        var metrics = JsonLog.read(run.metrics()).getFirst();
        assertEquals("the loss is NaN", metrics.get("trained_nothing_because").asText());
    }

    private RunLedger ledger(long doneSteps) throws IOException {
        return new RunLedger(run, TestSettings.with(), doneSteps, _ -> {});
    }

    private static RunController.Trained learned(long step) {
        var ids = DealOrder.groupsOf(step, 2);
        return new RunController.Trained(
                step,
                new StepOutcome.Learned(StepReports.usual(step)),
                List.of(ids.getFirst()),
                List.of(new LostGroup(ids.getLast(), "too long")),
                100);
    }

    private static Evaluation evaluation(long step, boolean correct) {
        return new Evaluation(step, List.of(new Solution(new Problem("p", "q", "1"), "text", "1", correct)));
    }

    private static List<Integer> steps(Path file) throws IOException {
        return JsonLog.read(file).stream().map(line -> line.get("step").asInt()).toList();
    }
}
