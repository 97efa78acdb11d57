package mathesis.engine.tokenizer.jinja;

/// A macro or function.
@FunctionalInterface
interface Callable {
    Object call(Arguments arguments);
}
