package mathesis.engine.tokenizer.jinja;

/// Python's `None`.
public enum None {
    NONE
}
