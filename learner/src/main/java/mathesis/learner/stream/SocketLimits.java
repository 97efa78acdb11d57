package mathesis.learner.stream;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/// The socket buffers that the operating system grants, in bytes. Found by asking for them: Linux answers a larger wish
/// with its limit (`net.core.rmem_max`, `wmem_max`), and many distributions grant no more than 212,992.
record SocketLimits(int receive, int send) {
    /// What we reckon with where nothing can be learned.
    private static final int USUAL = 212_992;

    /// More than this gains nothing on loopback.
    private static final int ENOUGH = 2 << 20;

    static SocketLimits ofSystem() {
        try (var socket = DatagramChannel.open()) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, ENOUGH);
            socket.setOption(StandardSocketOptions.SO_SNDBUF, ENOUGH);
            return new SocketLimits(
                    Math.min(ENOUGH, socket.getOption(StandardSocketOptions.SO_RCVBUF)),
                    Math.min(ENOUGH, socket.getOption(StandardSocketOptions.SO_SNDBUF)));
        } catch (IOException _) {
            return new SocketLimits(USUAL, USUAL); // a system that refuses instead of granting less
        }
    }
}
