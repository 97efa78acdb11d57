package mathesis.actors.cli;

import java.io.PrintWriter;

/// Says how to go on, should the process be told to end before it is closed.
final class InterruptHint implements AutoCloseable {
    private final Thread hint;

    InterruptHint(PrintWriter err, String words) {
        hint = new Thread(() -> {
            err.println();
            err.println(words);
            err.flush();
        });
        Runtime.getRuntime().addShutdownHook(hint);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hint);
        } catch (IllegalStateException _) {
            // it is printing just now: the process was told to end
        }
    }
}
