package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mathesis.actors.rl.StepMetrics.LostGroup;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StepAssemblyTest {
    @Test
    void a_step_comes_out_once_all_its_groups_are_settled_and_in_their_order() {
        var assembly = new StepAssembly(3, 0);
        assembly.add(Batches.of("00000002", 1));
        assembly.lose(1, new LostGroup("00000001", "too long"));
        assertTrue(assembly.next().isEmpty());
        assembly.add(Batches.of("00000000", 1));
        var step = assembly.next().orElseThrow();
        assertEquals(1, step.step());
        assertEquals(List.of("00000000", "00000002"), step.groupIds());
        assertEquals(List.of(new LostGroup("00000001", "too long")), step.lost());
        assertTrue(assembly.next().isEmpty());
    }

    @Test
    void steps_come_in_order_whatever_is_complete_first() {
        var assembly = new StepAssembly(1, 4);
        assembly.add(Batches.of("00000005", 6));
        assertTrue(assembly.next().isEmpty());
        assembly.add(Batches.of("00000004", 5));
        assertEquals(5, assembly.next().orElseThrow().step());
        assertEquals(6, assembly.next().orElseThrow().step());
    }

    @Test
    void a_group_is_known_from_its_first_arrival_for_ever() {
        var assembly = new StepAssembly(2, 1);
        assertTrue(assembly.knows("00000001"), "its step is done");
        assertFalse(assembly.knows("00000002"));
        assembly.add(Batches.of("00000002", 2));
        assertTrue(assembly.knows("00000002"));
        assembly.lose(2, new LostGroup("00000003", "gone"));
        assertTrue(assembly.knows("00000003"));
        assertEquals(
                List.of("00000002", "00000003"),
                assembly.settled().stream().sorted().toList());
        assertTrue(assembly.next().isPresent());
        assertTrue(assembly.knows("00000002"));
        assertEquals(List.of(), assembly.settled());
    }
}
