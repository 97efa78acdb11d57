package mathesis.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.OptionalDouble;
import mathesis.bench.measure.Sample;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportJsonTest {
    private static final MachineInfo MACHINE = new MachineInfo("a CPU", 2, 512, "25", "Linux amd64", 0.5, 200e9);

    @Test
    void a_row_carries_its_yardsticks_and_its_bar_twice() throws Exception {
        var row = Row.of("15M", new Sample(2000), "tok/s")
                .against("FLOPs", 8000)
                .bar(new Bar.Rate(1600, 0.28, 2100))
                .others(OptionalDouble.of(0.3));
        var document = document(row);
        assertEquals("a CPU", document.at("/machine/cpu").textValue());
        assertEquals("decode", document.at("/rows/0/group").textValue());
        assertEquals(2000, document.at("/rows/0/value").doubleValue());
        assertEquals(0.25, document.at("/rows/0/yardsticks/0/share").doubleValue());
        assertEquals("met", document.at("/rows/0/bar/verdict").textValue());
        assertEquals(2100, document.at("/rows/0/bar/limit_scaled").doubleValue());
        assertEquals("missed", document.at("/rows/0/bar/verdict_scaled").textValue());
        assertEquals(0.3, document.at("/rows/0/other_processes_cores").doubleValue());
    }

    @Test
    void the_summary_counts_bars() throws Exception {
        var document = document(
                Row.counted("a", 0, "B").bar(new Bar.AtMost(0)),
                Row.counted("b", 8, "B").bar(new Bar.AtMost(0)),
                Row.counted("c", 1, "B"));
        assertEquals(2, document.at("/summary/bars").intValue());
        assertEquals(1, document.at("/summary/met").intValue());
        assertFalse(document.at("/rows/2").has("bar"));
    }

    private static JsonNode document(Row... rows) throws Exception {
        var report = new Report(MACHINE, List.of(new Section("decode", "sampling", List.of(rows))), 1);
        return new ObjectMapper().readTree(ReportJson.text(report));
    }
}
