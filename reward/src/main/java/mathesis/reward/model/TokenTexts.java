package mathesis.reward.model;

import java.util.Arrays;
import mathesis.engine.Tokenizer;

/// The text of a token sequence with where each token's share of it ends. A character whose bytes lie in several tokens
/// belongs to the last of them.
///
/// @param text    all of it, special tokens left out
/// @param lengths characters that are certain after each token, never falling
record TokenTexts(String text, int[] lengths) {
    static TokenTexts of(Tokenizer tokenizer, int... tokens) {
        var decoder = tokenizer.streamingDecoder(true);
        var text = new StringBuilder();
        var lengths = new int[tokens.length];
        for (int t = 0; t < tokens.length; t++) {
            text.append(decoder.append(tokens[t]));
            lengths[t] = text.length();
        }
        text.append(decoder.finish());
        return new TokenTexts(text.toString(), lengths);
    }

    /// The tokens with which the text before each border is complete; the last token where it never is.
    int[] tokensAt(int... borders) {
        return Arrays.stream(borders).map(this::tokenAt).toArray();
    }

    private int tokenAt(int border) {
        int t = 0;
        while (t < lengths.length - 1 && lengths[t] < border) {
            t++;
        }
        return t;
    }

    /// Tokens up to the last one that has text; what follows are stop tokens and the like.
    int lengthWithText() {
        int length = lengths.length;
        while (length > 0 && lengths[length - 1] == (length > 1 ? lengths[length - 2] : 0)) {
            length--;
        }
        return length;
    }
}
