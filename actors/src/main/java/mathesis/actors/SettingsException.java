package mathesis.actors;

/// A setting is unknown, of the wrong type or out of bounds; the message names it, its value and what is allowed.
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(message);
    }
}
