package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What a command gave back when it was run inside the test.
record CommandRun(int code, String out, String err) {
    static CommandRun of(Object... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int code = CommandLines.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new CommandRun(code, out.toString(), err.toString());
    }

    void assertWrongUsage(String... parts) {
        assertEquals(CommandLines.WRONG_USAGE, code, err);
        assertNames(parts);
    }

    void assertFailed(String... parts) {
        assertEquals(CommandLines.FAILED, code, err);
        assertNames(parts);
    }

    CommandRun assertDone() {
        assertEquals(CommandLines.DONE, code, err);
        return this;
    }

    private void assertNames(String... parts) {
        for (String part : parts) {
            assertTrue(err.contains(part), () -> "no <" + part + "> in: " + err);
        }
    }
}
