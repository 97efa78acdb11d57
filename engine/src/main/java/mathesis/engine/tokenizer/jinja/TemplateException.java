package mathesis.engine.tokenizer.jinja;

/// A template that cannot be read, that cannot be rendered with these values, or that rejects them itself.
public final class TemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    TemplateException(String message) {
        super(message);
    }

    static TemplateException at(int line, String message) {
        return new TemplateException("line " + line + ": " + message);
    }
}
