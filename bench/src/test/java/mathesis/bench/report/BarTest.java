package mathesis.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BarTest {
    private static final Row FIGURE = Row.counted("figure", 60, "GB/s");

    @Test
    void a_share_is_of_any_yardstick() {
        var row = FIGURE.against("C", 120).against("memory", 64);
        assertEquals(Verdict.MISSED, new Bar.Share(0.6, 0.95).verdict(row));
        assertEquals(Verdict.MET, new Bar.Share(0.6, 0.9).verdict(row));
        assertEquals(Verdict.MET, new Bar.Share(0.5, 0.95).verdict(row));
    }

    @Test
    void nobody_can_say_what_share_of_nothing_a_figure_is() {
        assertEquals(Verdict.UNKNOWN, new Bar.Share(0.6).verdict(FIGURE));
    }

    @Test
    void a_rate_may_be_met_as_it_was_set_and_missed_on_a_faster_machine() {
        var bar = new Bar.Rate(50, 0.3, 70);
        assertEquals(Verdict.MET, bar.verdict(FIGURE));
        assertEquals(Verdict.MISSED, bar.verdictHere(FIGURE));
    }

    @ParameterizedTest(name = "{0} with others on {1} cores: {2}")
    @CsvSource({"1.9, 0.5, MET", "1.7, 0.05, MISSED", "1.7, 0.5, UNKNOWN"})
    void a_figure_for_quiet_machines_is_not_missed_on_a_busy_one(double value, double others, Verdict verdict) {
        var row = Row.counted("2 threads", value, "times").others(OptionalDouble.of(others));
        assertEquals(verdict, new Bar.AtLeast(1.8, true).verdict(row));
    }

    @Test
    void bars_read_as_in_the_issue() {
        assertEquals("60% or 90%", new Bar.Share(0.6, 0.9).text());
        assertEquals("1,600", new Bar.Rate(1600, 0.28, 2000).text());
        assertEquals("1.8", new Bar.AtLeast(1.8, true).text());
        assertEquals("0", new Bar.AtMost(0).text());
        assertEquals("1e-06", new Bar.AtMost(1e-6).text());
    }
}
