package mathesis.engine.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What `tokenizer.json` says, each part read and checked.
///
/// @param vocabulary    the model's own tokens; added tokens may be among them
/// @param added         tokens found before the model looks at the text
/// @param splits        how text is cut into words
record TokenizerJson(
        Map<String, Integer> vocabulary,
        BytePairEncoder encoder,
        List<AddedToken> added,
        Normalization normalization,
        List<Split> splits,
        SpecialTokens specialTokens) {
    // Truncation and padding are settings of whoever saved the file; a caller that wants them asks for them.
    private static final Set<String> FIELDS = Set.of(
            "version",
            "truncation",
            "padding",
            "added_tokens",
            "normalizer",
            "pre_tokenizer",
            "post_processor",
            "decoder",
            "model");

    static TokenizerJson read(JsonNode json) throws TokenizerFormatException {
        var file = new Component("tokenizer.json", json);
        file.checkFields(FIELDS);
        var decoder = file.child("decoder");
        if (!decoder.text("type").equals("ByteLevel")) {
            throw decoder.refused("type " + decoder.text("type") + " is not supported");
        }
        var vocabulary = ModelReader.vocabulary(file.child("model").child("vocab"));
        var normalization = Normalization.read(file.child("normalizer"));
        return new TokenizerJson(
                vocabulary,
                ModelReader.read(file.child("model")),
                addedTokens(file, vocabulary, normalization),
                normalization,
                PreTokenizerReader.read(file.child("pre_tokenizer")),
                SpecialTokens.read(file.child("post_processor")));
    }

    private static List<AddedToken> addedTokens(
            Component file, Map<String, Integer> vocabulary, Normalization normalization)
            throws TokenizerFormatException {
        var tokens = new ArrayList<AddedToken>();
        if (!file.child("added_tokens").isAbsent()) {
            int next = vocabulary.size();
            for (var json : file.children("added_tokens")) {
                var token = addedToken(json, normalization);
                int expected = vocabulary.getOrDefault(token.spelled(), next);
                if (token.id() != expected) {
                    throw json.refused("\"%s\" has id %d, which the order of tokens makes %d"
                            .formatted(token.spelled(), token.id(), expected));
                }
                next = Math.max(next, expected + 1);
                tokens.add(token);
            }
        }
        return tokens;
    }

    /// A token that is looked for in normalized text is itself normalized.
    private static AddedToken addedToken(Component token, Normalization normalization) throws TokenizerFormatException {
        token.checkFields(Set.of("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special"));
        boolean normalized = token.flag("normalized");
        var spelled = token.text("content");
        if (spelled.isEmpty()) {
            throw token.refused("content is empty");
        }
        return new AddedToken(
                token.id("id"),
                spelled,
                normalized ? normalization.apply(spelled) : spelled,
                token.flag("single_word"),
                token.flag("lstrip"),
                token.flag("rstrip"),
                normalized,
                token.flag("special"));
    }
}
