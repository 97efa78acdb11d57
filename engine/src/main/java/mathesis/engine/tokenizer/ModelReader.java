package mathesis.engine.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Reads `model`: the vocabulary and merges of a byte-pair encoding.
final class ModelReader {
    private static final Set<String> FIELDS = Set.of(
            "type",
            "dropout",
            "unk_token",
            "continuing_subword_prefix",
            "end_of_word_suffix",
            "fuse_unk",
            "byte_fallback",
            "ignore_merges",
            "vocab",
            "merges");

    private final Component model;
    private final Map<String, Integer> vocabulary;

    private ModelReader(Component model) throws TokenizerFormatException {
        this.model = model;
        vocabulary = vocabulary(model.child("vocab"));
    }

    static Map<String, Integer> vocabulary(Component vocab) throws TokenizerFormatException {
        var ids = HashMap.<String, Integer>newHashMap(vocab.json().size());
        var taken = new HashSet<Integer>();
        for (var entry : vocab.json().properties()) {
            int id = vocab.asId(entry.getKey(), entry.getValue());
            if (!taken.add(id)) {
                throw vocab.refused("two tokens have the id " + id);
            }
            ids.put(entry.getKey(), id);
        }
        return ids;
    }

    static BytePairEncoder read(Component model) throws TokenizerFormatException {
        model.checkFields(FIELDS);
        if (!model.text("type").equals("BPE")) {
            throw model.refused("type " + model.text("type") + " is not supported");
        }
        model.mustBeEmpty("dropout");
        model.mustBeEmpty("continuing_subword_prefix");
        model.mustBeEmpty("end_of_word_suffix");
        model.mustBeUnset("byte_fallback");
        return new ModelReader(model).encoder();
    }

    private BytePairEncoder encoder() throws TokenizerFormatException {
        var options = new BytePairEncoder.Options(unknown(), model.flag("fuse_unk"), model.flag("ignore_merges"));
        return new BytePairEncoder(vocabulary, merges(), options);
    }

    private OptionalInt unknown() throws TokenizerFormatException {
        var token = model.field("unk_token");
        return token.isMissingNode() || token.isNull()
                ? OptionalInt.empty()
                : OptionalInt.of(idOf(model.text("unk_token")));
    }

    private Merges merges() throws TokenizerFormatException {
        var list = model.field("merges");
        if (!list.isArray()) {
            throw model.refused("needs a list \"merges\"");
        }
        var merges = new Merges(list.size());
        for (int rank = 0; rank < list.size(); rank++) {
            var pair = pair(list.get(rank));
            merges.put(idOf(pair.get(0)), idOf(pair.get(1)), rank, idOf(pair.get(0) + pair.get(1)));
        }
        return merges;
    }

    /// `["a", "b"]`, or `"a b"` in older files.
    private List<String> pair(JsonNode merge) throws TokenizerFormatException {
        var pair = merge.isTextual()
                ? List.of(merge.textValue().split(" ", -1))
                : List.of(merge.path(0).asText(), merge.path(1).asText());
        if (pair.size() != 2 || pair.contains("") || merge.size() > 2) {
            throw model.refused("merge " + merge + " is not a pair of tokens");
        }
        return pair;
    }

    private int idOf(String token) throws TokenizerFormatException {
        var id = vocabulary.get(token);
        if (id == null) {
            throw model.refused("token \"" + token + "\" is used but not in the vocabulary");
        }
        return id;
    }
}
