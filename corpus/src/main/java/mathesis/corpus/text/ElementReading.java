package mathesis.corpus.text;

/// What an element turns out to be when it is read for formulas.
sealed interface ElementReading {
    /// No formula of its own; its content is to be read.
    enum Ordinary implements ElementReading {
        ORDINARY
    }

    /// To be passed over with all its content.
    enum Ignored implements ElementReading {
        IGNORED
    }

    /// A formula, and nothing else in it.
    record Shown(Formula formula) implements ElementReading {}
}
