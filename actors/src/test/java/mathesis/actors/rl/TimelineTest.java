package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimelineTest {
    private long nanos = 5_000_000_000L;
    private final Timeline timeline = new Timeline(() -> nanos);

    @Test
    void phases_add_up_to_the_time_that_passed_and_the_rest_is_idle() {
        pass(1);
        during(Phase.SAMPLE, 4);
        pass(1);
        during(Phase.LEARN, 2);
        expect(8, Map.of(Phase.SAMPLE, 4.0, Phase.LEARN, 2.0, Phase.IDLE, 2.0));
    }

    @Test
    void what_runs_in_the_shadow_of_compute_costs_nothing() {
        try (var _ = timeline.span(Phase.GRADE)) {
            pass(1);
            try (var _ = timeline.span(Phase.SAMPLE)) {
                during(Phase.SAMPLE, 3);
                pass(1);
            }
            pass(2);
        }
        expect(7, Map.of(Phase.SAMPLE, 4.0, Phase.GRADE, 3.0));
    }

    @Test
    void what_is_going_on_at_a_cut_counts_on_both_sides() {
        var span = timeline.span(Phase.CHECKPOINT);
        pass(2);
        expect(2, Map.of(Phase.CHECKPOINT, 2.0));
        pass(3);
        span.close();
        pass(1);
        expect(4, Map.of(Phase.CHECKPOINT, 3.0, Phase.IDLE, 1.0));
    }

    @Test
    void something_begun_under_a_name_may_be_ended_elsewhere_and_twice() {
        timeline.begin(Phase.TRANSPORT, "00000001");
        pass(2);
        timeline.begin(Phase.TRANSPORT, "00000001");
        pass(1);
        timeline.end("00000001");
        timeline.end("00000001");
        timeline.end("never begun");
        expect(3, Map.of(Phase.TRANSPORT, 3.0));
    }

    @Test
    void the_first_step_begins_where_it_is_told() {
        during(Phase.SAMPLE, 3);
        timeline.restart();
        pass(2);
        expect(2, Map.of(Phase.IDLE, 2.0));
    }

    private void expect(double total, Map<Phase, Double> expected) {
        var phases = timeline.cut();
        assertEquals(
                total, phases.values().stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
        phases.forEach(
                (phase, seconds) -> assertEquals(expected.getOrDefault(phase, 0.0), seconds, 1e-9, phase.label()));
    }

    private void during(Phase phase, int seconds) {
        try (var _ = timeline.span(phase)) {
            pass(seconds);
        }
    }

    private void pass(int seconds) {
        nanos += seconds * 1_000_000_000L;
    }
}
