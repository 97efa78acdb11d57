package mathesis.engine.tokenizer;

/// A token that is found in the text before any other rule applies.
///
/// @param spelled    as `tokenizer.json` writes it
/// @param content    as the text must have it: normalized, if the token is looked for in normalized text
/// @param singleWord only where no word character touches it
/// @param lstrip     takes the white space before it
/// @param rstrip     takes the white space after it
/// @param normalized is looked for in the normalized text, after all tokens that are not
/// @param special    left out when decoding skips special tokens
record AddedToken(
        int id,
        String spelled,
        String content,
        boolean singleWord,
        boolean lstrip,
        boolean rstrip,
        boolean normalized,
        boolean special) {}
