package mathesis.engine.tokenizer;

import java.util.Set;

/// What happens to a text before it is cut into words.
///
/// @param nfc it is brought into Unicode's composed form
record Normalization(boolean nfc) {
    /// Reads `normalizer`.
    static Normalization read(Component component) throws TokenizerFormatException {
        if (component.isAbsent()) {
            return new Normalization(false);
        }
        return switch (component.text("type")) {
            case "NFC" -> {
                component.checkFields(Set.of("type"));
                yield new Normalization(true);
            }
            case "Sequence" -> {
                component.checkFields(Set.of("type", "normalizers"));
                boolean nfc = false;
                for (var child : component.children("normalizers")) {
                    nfc |= read(child).nfc;
                }
                yield new Normalization(nfc);
            }
            case String type -> throw component.refused("type " + type + " is not supported");
        };
    }

    /// False if `text[from, to)` surely stays as it is.
    boolean mayChange(char[] text, int from, int to) {
        return nfc && ComposedForm.mayChange(text, from, to);
    }

    String apply(String text) {
        return nfc ? ComposedForm.of(text) : text;
    }
}
