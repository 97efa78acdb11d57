package mathesis.engine.tokenizer;

import java.util.List;
import java.util.Set;

/// The tokens that a model wants around a text.
record SpecialTokens(List<Integer> before, List<Integer> after) {
    static final SpecialTokens NONE = new SpecialTokens(List.of(), List.of());

    /// Reads `post_processor`.
    static SpecialTokens read(Component component) throws TokenizerFormatException {
        if (component.isAbsent()) {
            return NONE;
        }
        return switch (component.text("type")) {
            case "ByteLevel" -> NONE; // only moves offsets
            case "TemplateProcessing" -> template(component);
            case "Sequence" -> sequence(component);
            case String type -> throw component.refused("type " + type + " is not supported");
        };
    }

    private static SpecialTokens sequence(Component component) throws TokenizerFormatException {
        component.type(Set.of("type", "processors"));
        var all = NONE;
        for (var child : component.children("processors")) {
            all = read(child).around(all);
        }
        return all;
    }

    private SpecialTokens around(SpecialTokens inner) {
        return new SpecialTokens(joined(before, inner.before), joined(inner.after, after));
    }

    private static SpecialTokens template(Component component) throws TokenizerFormatException {
        component.type(Set.of("type", "single", "pair", "special_tokens"));
        var all = NONE;
        boolean afterText = false;
        for (var item : component.children("single")) {
            if (item.field("Sequence").isObject()) {
                if (afterText || !item.child("Sequence").text("id").equals("A")) {
                    throw item.refused("must have the text A once");
                }
                afterText = true;
                continue;
            }
            var ids = ids(component, item.child("SpecialToken").text("id"));
            all = afterText
                    ? new SpecialTokens(all.before, joined(all.after, ids))
                    : new SpecialTokens(joined(all.before, ids), all.after);
        }
        if (!afterText) {
            throw component.refused("has no place for the text");
        }
        return all;
    }

    private static List<Integer> ids(Component template, String token) throws TokenizerFormatException {
        var entry = template.child("special_tokens").child(token);
        var ids = new Ids();
        for (var id : entry.children("ids")) {
            ids.add(entry.asId(token, id.json()));
        }
        return java.util.Arrays.stream(ids.from(0)).boxed().toList();
    }

    private static List<Integer> joined(List<Integer> first, List<Integer> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
