package mathesis.learner.stream;

/// Where a stream runs. Both ends name the same channel.
public sealed interface Channel {
    /// Between publisher and subscriber that share one [AeronTransport]: shared memory, no socket.
    record Ipc() implements Channel {
        @Override
        public boolean loopback() {
            return false; // no datagrams at all
        }

        @Override
        public String publicationUri() {
            return "aeron:ipc";
        }

        @Override
        public String subscriptionUri() {
            return publicationUri();
        }
    }

    /// Many publishers to the one subscriber that binds this address: batches to the learner.
    ///
    /// @param port 0 lets the system choose; the subscription tells which
    record Udp(String host, int port) implements Channel {
        @Override
        public boolean loopback() {
            return isLoopback(host);
        }

        @Override
        public String publicationUri() {
            return "aeron:udp?endpoint=" + host + ":" + port;
        }

        @Override
        public String subscriptionUri() {
            return "aeron:udp?endpoint=" + host + ":" + port;
        }
    }

    /// One publisher, which binds this address, to as many subscribers as come: weights to the samplers. The slowest
    /// sets the pace; one that has been silent for a second no longer counts.
    ///
    /// @param subscriberHost own address of the subscriber, where the publisher can reach it
    record Broadcast(String host, int port, String subscriberHost) implements Channel {
        @Override
        public boolean loopback() {
            return isLoopback(host);
        }

        @Override
        public String publicationUri() {
            return "aeron:udp?control-mode=dynamic|control=" + host + ":" + port + "|fc=min,t:1s";
        }

        @Override
        public String subscriptionUri() {
            return "aeron:udp?control-mode=dynamic|control=" + host + ":" + port + "|endpoint=" + subscriberHost + ":0";
        }
    }

    /// The loopback device, which nobody outside this machine can reach.
    static Channel.Udp loopback(int port) {
        return new Udp("127.0.0.1", port);
    }

    /// A broadcast within this machine.
    static Channel.Broadcast loopbackBroadcast(int port) {
        return new Broadcast("127.0.0.1", port, "127.0.0.1");
    }

    /// Aeron's name for the publisher's end.
    String publicationUri();

    /// Aeron's name for the subscriber's end.
    String subscriptionUri();

    /// True when datagrams need not fit an Ethernet: loopback carries 64 KiB.
    boolean loopback();

    private static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("localhost") || host.equals("[::1]");
    }
}
