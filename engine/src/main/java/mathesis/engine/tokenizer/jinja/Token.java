package mathesis.engine.tokenizer.jinja;

/// A piece of a template's source.
///
/// @param text  as written; for a text between tags and for a string, what it stands for
record Token(Kind kind, String text, int line) {
    enum Kind {
        TEXT,
        PRINT_BEGIN,
        PRINT_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind kind, String text) {
        return this.kind == kind && this.text.equals(text);
    }

    String describe() {
        return kind == Kind.END ? "end of template" : "'" + text + "'";
    }
}
