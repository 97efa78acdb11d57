package mathesis.learner.stream;

/// What became of an attempt to send.
public enum Offer {
    /// Everything is in the stream's log; whether it arrives is for the receiver to confirm.
    ACCEPTED,
    /// The receivers are behind: make the same call again later, it goes on where it stopped.
    BACK_PRESSURED,
    /// Nobody listens: make the same call again later, it starts from the beginning.
    NOT_CONNECTED,
    /// The transport is closed or broken; see [AeronTransport#errors()].
    CLOSED
}
