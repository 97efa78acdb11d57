package mathesis.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import mathesis.actors.cli.CommandLines;
import mathesis.bench.engine.Group;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EngineCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_of_the_program_lists_bench() {
        assertEquals(CommandLines.DONE, run("--help"), err.toString());
        assertTrue(out.toString().contains("\n  bench "), out.toString());
    }

    @Test
    void help_of_the_command_names_every_group() {
        assertEquals(CommandLines.DONE, run("bench", "engine", "--help"));
        String help = out.toString().replaceAll("\\s+", " ");
        assertTrue(help.contains(Group.labels()), help);
    }

    @Test
    void bench_alone_names_what_there_is() {
        assertEquals(CommandLines.WRONG_USAGE, run("bench"));
        assertTrue(err.toString().contains("name a benchmark: engine"), err.toString());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "--only, fly, 'not one of machine, gemm'",
        "--seconds, 0, '--seconds is 0.0'",
        "--seconds, NaN, '--seconds is NaN'",
        "--threads, 0, '--threads is 0'",
        "--threads, many, '--threads'"
    })
    void a_wrong_value_is_named(String option, String value, String message) {
        assertEquals(CommandLines.WRONG_USAGE, run("bench", "engine", option, value));
        assertTrue(err.toString().contains(message), err.toString());
    }

    @Test
    void a_short_run_of_one_group_ends_in_json() throws Exception {
        assertEquals(
                CommandLines.DONE,
                run("bench", "engine", "--quick", "--seconds", "0.01", "--only", "identity", "--json"),
                err.toString());
        var document = new ObjectMapper().readTree(out.toString());
        assertEquals(6, document.at("/rows").size());
        assertEquals(6, document.at("/summary/met").intValue());
        assertTrue(document.at("/machine/fma_peak_flops").doubleValue() > 0);
        assertTrue(err.toString().contains("[2/2] identity 1M"), err.toString());
    }

    @Test
    void a_short_run_of_one_group_ends_in_a_table() {
        assertEquals(
                CommandLines.DONE,
                run("bench", "engine", "--quick", "--seconds", "0.01", "--only", "memory"),
                err.toString());
        assertTrue(out.toString().contains("FMA peak of one core"), out.toString());
        assertTrue(out.toString().contains("bars met: 0 of 0"), out.toString());
    }

    private int run(String... args) {
        return CommandLines.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
