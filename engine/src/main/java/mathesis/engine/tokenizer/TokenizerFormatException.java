package mathesis.engine.tokenizer;

import java.io.IOException;

/// A tokenizer file that says something that this package does not do; the message names the file and the component.
public final class TokenizerFormatException extends IOException {
    private static final long serialVersionUID = 1;

    TokenizerFormatException(String message) {
        super(message);
    }
}
