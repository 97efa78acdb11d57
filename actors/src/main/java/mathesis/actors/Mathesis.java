package mathesis.actors;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import mathesis.actors.cli.CommandLines;

/// The program: `./mathesis COMMAND`. Everything that it can do is a command of [CommandLines].
public final class Mathesis {
    private Mathesis() {}

    /// Runs one command and exits with its code: 0 done, 1 failed, 2 asked for something that cannot be.
    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = CommandLines.run(out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }
}
