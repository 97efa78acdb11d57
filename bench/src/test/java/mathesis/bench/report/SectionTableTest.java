package mathesis.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import mathesis.bench.measure.Sample;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SectionTableTest {
    @Test
    void a_rate_stands_beside_its_limit_its_bar_as_set_and_its_bar_here() {
        var row = Row.of("15M", new Sample(1980, 2000, 2020), "tok/s")
                .against("FLOPs", 8000)
                .peer("another program", 400)
                .bar(new Bar.Rate(1600, 0.28, 2100))
                .others(OptionalDouble.of(0.02));
        assertEquals(
                List.of(
                        "decode: sampling",
                        "              ours    +-           of  share  peer    bar  of peak  met  bar here  met  others",
                        "  15M  2,000 tok/s  0.5%  8,000 FLOPs    25%  5.0x  1,600      28%  yes     2,100   no    0.02",
                        "    peer: another program"),
                SectionTable.lines(new Section("decode", "sampling", List.of(row))));
    }

    @Test
    void columns_that_nobody_fills_are_left_out() {
        var row = Row.counted("training", 0, "B/step").bar(new Bar.AtMost(0));
        assertEquals(
                List.of("steady: allocation", "                ours  bar  met", "  training  0 B/step    0  yes"),
                SectionTable.lines(new Section("steady", "allocation", List.of(row))));
    }

    @Test
    void a_remark_that_several_rows_share_stands_once() {
        var rows = List.of(
                Row.counted("a", 1, "x").note("shared"),
                Row.counted("b", 2, "x").note("shared"),
                Row.counted("c", 3, "x").note("its own"));
        var lines = SectionTable.lines(new Section("g", "h", rows));
        assertEquals(List.of("    shared", "    c: its own"), lines.subList(5, lines.size()));
    }
}
