package mathesis.actors.cli;

/// One line of an input file cannot be used; the message says why. `--on-bad-line` decides what follows.
final class BadLineException extends RuntimeException {
    BadLineException(String message) {
        super(message);
    }
}
