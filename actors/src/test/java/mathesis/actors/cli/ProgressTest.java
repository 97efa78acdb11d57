package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProgressTest {
    private final StringWriter written = new StringWriter();
    private final AtomicLong clock = new AtomicLong(7_000);

    @Test
    void a_file_gets_a_line_every_five_seconds() {
        var progress = progress(false);
        for (int second = 1; second <= 11; second++) {
            clock.addAndGet(1_000);
            progress.advance();
        }
        progress.finish();
        assertEquals("scoring: 5 of 2,000, 5 s\nscoring: 10 of 2,000, 10 s\n", written.toString());
    }

    @Test
    void a_terminal_gets_one_line_that_is_rewritten_and_cleared() {
        var progress = progress(true);
        clock.addAndGet(250);
        progress.advance();
        progress.finish();
        assertEquals("\r\033[Kscoring: 1 of 2,000, 0 s\r\033[K", written.toString());
    }

    @Test
    void short_work_is_silent() {
        var progress = progress(true);
        progress.advance();
        progress.finish();
        assertEquals("", written.toString());
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(written), terminal, "scoring", 2_000, clock::get);
    }
}
