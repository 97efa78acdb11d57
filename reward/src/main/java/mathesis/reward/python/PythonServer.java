package mathesis.reward.python;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// One process of the fork server in its sandbox. Belongs to one thread; all waiting happens on it, up to a deadline.
final class PythonServer implements AutoCloseable {
    private static final long START_MILLIS = 30_000;
    private static final long POLL_MILLIS = 20;
    /// Beyond the wall-clock limit, which the server itself enforces.
    private static final long GRACE_MILLIS = 5_000;

    private static final long END_MILLIS = 2_000;
    private static final int LONGEST_COMPLAINT = 500;

    private final Process process;
    private final DeadlineChannel channel;
    private final PythonLimits limits;
    private final PythonVersions versions;

    private PythonServer(Process process, DeadlineChannel channel, PythonLimits limits, PythonVersions versions) {
        this.process = process;
        this.channel = channel;
        this.limits = limits;
        this.versions = versions;
    }

    /// Starts a server and waits for its greeting.
    ///
    /// @throws SandboxUnavailableException when no sandbox can be made here
    static PythonServer start(PythonLimits limits) throws IOException {
        var folder = Files.createTempDirectory("mathesis-python");
        var socket = folder.resolve("s");
        var complaints = folder.resolve("err");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            var process = new ProcessBuilder(SandboxCommand.of(socket, limits))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(complaints.toFile())
                    .start();
            try {
                return greeted(process, accept(listener, process), limits);
            } catch (IOException e) {
                kill(process);
                throw new SandboxUnavailableException("no sandbox can be made here: " + said(complaints, e)
                        + "; allow user namespaces, or " + SandboxCommand.INSTALL);
            } catch (RuntimeException e) {
                kill(process);
                throw e;
            }
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(complaints);
            Files.deleteIfExists(folder);
        }
    }

    private static SocketChannel accept(ServerSocketChannel listener, Process process) throws IOException {
        listener.configureBlocking(false);
        try (var selector = Selector.open()) {
            listener.register(selector, SelectionKey.OP_ACCEPT);
            long deadline = System.nanoTime() + START_MILLIS * 1_000_000;
            while (System.nanoTime() < deadline) {
                selector.select(POLL_MILLIS);
                var channel = listener.accept();
                if (channel != null) {
                    return channel;
                }
                if (!process.isAlive()) {
                    throw new IOException("it ended with status " + process.exitValue());
                }
            }
        }
        throw new IOException("it did not start within " + START_MILLIS + " ms");
    }

    private static PythonServer greeted(Process process, SocketChannel socket, PythonLimits limits) throws IOException {
        var channel = new DeadlineChannel(socket);
        try {
            channel.allow(START_MILLIS);
            var greeting = Reply.read(channel, 0);
            if (greeting.status() != 'H') {
                throw new ProtocolException("the server does not greet");
            }
            return new PythonServer(process, channel, limits, PythonVersions.ofGreeting(greeting.payload()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String said(Path complaints, IOException otherwise) throws IOException {
        try (var stream = Files.newInputStream(complaints)) {
            var text = new String(stream.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? otherwise.getMessage() : text;
        }
    }

    PythonVersions versions() {
        return versions;
    }

    /// Sends a program and waits for its reply.
    Reply run(byte[] program) throws IOException {
        channel.allow(limits.wall().toMillis() + GRACE_MILLIS);
        var request = ByteBuffer.allocate(Integer.BYTES + program.length);
        channel.write(request.putInt(program.length).put(program).flip());
        var reply = Reply.read(channel, limits.outputBytes());
        if (reply.status() == 'H') {
            throw new ProtocolException("the server greets again");
        }
        return reply;
    }

    /// Kills the server and with it everything in its sandbox.
    @Override
    public void close() throws IOException {
        kill(process);
        channel.close();
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
