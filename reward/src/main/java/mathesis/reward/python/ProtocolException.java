package mathesis.reward.python;

import java.io.IOException;

/// The server's bytes are no reply; it is not to be trusted any longer.
final class ProtocolException extends IOException {
    ProtocolException(String message) {
        super(message);
    }
}
