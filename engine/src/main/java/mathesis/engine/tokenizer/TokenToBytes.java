package mathesis.engine.tokenizer;

/// Adds the bytes that one token of a sequence stands for. It may remember the tokens before.
@FunctionalInterface
interface TokenToBytes {
    void append(int token, Bytes into);
}
