package mathesis.reward.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mathesis.reward.python.ProgramResult.Finished;
import mathesis.reward.python.ProgramResult.Limit;
import mathesis.reward.python.ProgramResult.Raised;
import mathesis.reward.python.ProgramResult.Stopped;

/// Runs programs one at a time in a sandbox of its own; see the package for what it holds off. One sandbox belongs to
/// one thread, which it blocks; the sandbox dies with the thread that made it.
public final class PythonSandbox implements AutoCloseable {
    /// Longest program, in bytes.
    public static final int LONGEST_PROGRAM = 1 << 20;

    /// A server is replaced after so many programs, so that nothing can build up in it.
    private static final int PROGRAMS_PER_SERVER = 2_000;

    private final PythonLimits limits;
    private Optional<PythonServer> server = Optional.empty();
    private int programs;

    /// @throws SandboxUnavailableException when no sandbox can be made here; the message says what to install
    public PythonSandbox(PythonLimits limits) {
        this.limits = limits;
        server();
    }

    /// What programs find in the sandbox.
    public PythonVersions versions() {
        return server().versions();
    }

    /// Runs one program.
    ///
    /// @throws SandboxFailedException when the sandbox is to blame; the next program gets a new one
    public ProgramResult run(String program) {
        var bytes = program.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_PROGRAM) {
            return new Raised("the program has " + bytes.length + " bytes, more than " + LONGEST_PROGRAM, "", 0);
        }
        try {
            var result = result(server().run(bytes));
            if (++programs >= PROGRAMS_PER_SERVER || result instanceof Stopped) {
                discard();
            }
            return result;
        } catch (IOException e) {
            discard();
            throw new SandboxFailedException("the sandbox failed while it ran a program: " + e.getMessage(), e);
        }
    }

    private static ProgramResult result(Reply reply) {
        var stdout = reply.stdout();
        long millis = reply.millis();
        return switch (reply.status()) {
            case 'V' -> new Finished(Optional.of(reply.payload()), stdout, millis);
            case 'N' -> new Finished(lastLine(stdout), stdout, millis);
            case 'C' -> new Stopped(Limit.CPU_TIME, stdout, millis);
            case 'W' -> new Stopped(Limit.WALL_CLOCK, stdout, millis);
            case 'M' -> new Stopped(Limit.MEMORY, stdout, millis);
            case 'O' -> new Stopped(Limit.OUTPUT, stdout, millis);
            default -> new Raised(reply.payload(), stdout, millis);
        };
    }

    private static Optional<String> lastLine(String stdout) {
        var text = stdout.strip();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(text.substring(text.lastIndexOf('\n') + 1).strip());
    }

    private PythonServer server() {
        if (server.isEmpty()) {
            try {
                server = Optional.of(PythonServer.start(limits));
                programs = 0;
            } catch (IOException e) {
                throw new SandboxFailedException("cannot start a sandbox: " + e.getMessage(), e);
            }
        }
        return server.get();
    }

    private void discard() {
        server.ifPresent(old -> {
            try {
                old.close();
            } catch (IOException e) {
                throw new SandboxFailedException("cannot end a sandbox: " + e.getMessage(), e);
            }
        });
        server = Optional.empty();
    }

    @Override
    public void close() {
        discard();
    }
}
