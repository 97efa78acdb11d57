package mathesis.engine.tokenizer.jinja;

/// The value of a name or field that does not exist: prints as nothing and is false.
///
/// @param what the name, for messages
record Undefined(String what) {}
