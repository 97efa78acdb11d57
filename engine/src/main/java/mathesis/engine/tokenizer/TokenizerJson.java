package mathesis.engine.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What `tokenizer.json` says, each part read and checked.
///
/// @param vocabulary    the model's own tokens; added tokens may be among them
/// @param added         tokens found before the model looks at the text
/// @param normalizesNfc whether text is brought into Unicode's form NFC first
/// @param splits        how text is cut into words
record TokenizerJson(
        Map<String, Integer> vocabulary,
        BytePairEncoder encoder,
        List<AddedToken> added,
        boolean normalizesNfc,
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
        return new TokenizerJson(
                vocabulary,
                ModelReader.read(file.child("model")),
                addedTokens(file, vocabulary),
                normalizesNfc(file.child("normalizer")),
                PreTokenizerReader.read(file.child("pre_tokenizer")),
                SpecialTokens.read(file.child("post_processor")));
    }

    private static boolean normalizesNfc(Component component) throws TokenizerFormatException {
        if (component.isAbsent()) {
            return false;
        }
        return switch (component.text("type")) {
            case "NFC" -> true;
            case "Sequence" -> {
                boolean nfc = false;
                for (var child : component.children("normalizers")) {
                    nfc |= normalizesNfc(child);
                }
                yield nfc;
            }
            case String type -> throw component.refused("type " + type + " is not supported");
        };
    }

    private static List<AddedToken> addedTokens(Component file, Map<String, Integer> vocabulary)
            throws TokenizerFormatException {
        var tokens = new ArrayList<AddedToken>();
        var taken = new HashSet<>(vocabulary.values());
        if (!file.child("added_tokens").isAbsent()) {
            for (var token : file.children("added_tokens")) {
                tokens.add(addedToken(token, vocabulary, taken));
            }
        }
        return tokens;
    }

    private static AddedToken addedToken(Component token, Map<String, Integer> vocabulary, Set<Integer> taken)
            throws TokenizerFormatException {
        token.checkFields(Set.of("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special"));
        int id = token.id("id");
        var content = token.text("content");
        boolean clash = vocabulary.containsKey(content) ? vocabulary.get(content) != id : !taken.add(id);
        if (content.isEmpty() || clash) {
            throw token.refused("\"" + content + "\" with id " + id + " contradicts another token");
        }
        return new AddedToken(
                id,
                content,
                token.flag("single_word"),
                token.flag("lstrip"),
                token.flag("rstrip"),
                token.flag("normalized"),
                token.flag("special"));
    }
}
