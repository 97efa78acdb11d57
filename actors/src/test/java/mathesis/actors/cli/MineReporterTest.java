package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import mathesis.actors.mining.MiningEvent;
import mathesis.actors.mining.MiningState;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MineReporterTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    private final MiningState state = new MiningState(
            "host:1",
            0,
            2,
            Step.MINE,
            5,
            12,
            0.47,
            200,
            Map.of("pages", 2310.0, "html-bytes", 84e6),
            Map.of("host:1", 2, "host:2", 2),
            List.of());

    @Test
    void a_step_that_is_done_is_a_line_with_what_it_came_to() {
        var reporter = reporter(false);
        reporter.on(new MiningEvent.StepDone(
                1, Step.MINE, 12, 10, Map.of("pages", 25_000.0, "html-bytes", 900e6, "tokens", 4e6)));
        reporter.on(new MiningEvent.StepDone(1, Step.RANK, 1, 0.5, Map.of()));
        var lines = out.toString().lines().toList();
        assertEquals(
                "round  step          parts      s        pages  pages/s   MB/s    documents           tokens",
                lines.get(0));
        assertEquals(
                "    1  mine             12   10.0       25,000    2,500     90                     4,000,000",
                lines.get(1));
        assertEquals("    1  rank              1    0.5", lines.get(2));
    }

    @Test
    void elsewhere_than_on_a_terminal_progress_comes_now_and_then() {
        var reporter = reporter(false);
        reporter.on(new MiningEvent.Progressed(state));
        assertEquals("", err.toString());
        clock.set(10_000);
        reporter.on(new MiningEvent.Progressed(state));
        assertEquals(
                "round 2, mine: 5 of 12 archives, 47 %, 2,310 pages/s, 84 MB/s, 3:20 left, 2 nodes",
                err.toString().strip());
    }

    @Test
    void on_a_terminal_progress_is_written_over_by_whatever_comes_next() {
        var reporter = reporter(true);
        reporter.on(new MiningEvent.Progressed(state));
        reporter.on(new MiningEvent.NodeGone("host:2"));
        assertTrue(err.toString().startsWith("\r\033[Kround 2, mine"), err.toString());
        assertTrue(err.toString().contains("\r\033[Knode host:2 is gone"), err.toString());
    }

    @Test
    void a_task_that_is_done_again_is_named_with_its_reason() {
        reporter(false).on(new MiningEvent.TaskFailed(new MiningTask(1, Step.MINE, 3), "a3.warc: gone", 2));
        assertEquals(
                "round 1, mine archive 3 failed (attempt 2), is done again: a3.warc: gone",
                err.toString().strip());
    }

    @Test
    void times_are_read_as_people_write_them() {
        assertEquals("0:07", MineProgress.time(7.2));
        assertEquals("59:59", MineProgress.time(3599));
        assertEquals("25:00:01", MineProgress.time(90_001));
    }

    private MineReporter reporter(boolean terminal) {
        return new MineReporter(new PrintWriter(out, true), new PrintWriter(err, true), terminal, clock::get);
    }
}
