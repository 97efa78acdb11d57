package mathesis.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads `pre_tokenizer`: steps that cut the text, of which the last is `ByteLevel`.
final class PreTokenizerReader {
    private PreTokenizerReader() {}

    static List<Split> read(Component component) throws TokenizerFormatException {
        var steps = new ArrayList<Split>();
        if (!readInto(steps, component)) {
            throw component.refused("must end with ByteLevel; only byte-level tokenizers are supported");
        }
        return List.copyOf(steps);
    }

    /// Adds the steps of a component and tells whether its last one is `ByteLevel`.
    private static boolean readInto(List<Split> steps, Component component) throws TokenizerFormatException {
        if (component.isAbsent()) {
            return false;
        }
        switch (component.text("type")) {
            case "Sequence" -> {
                return readSequence(steps, component);
            }
            case "ByteLevel" -> {
                readByteLevel(steps, component);
                return true;
            }
            case "Split" -> steps.add(readSplit(component));
            case "Digits" -> {
                component.type(Set.of("type", "individual_digits"));
                steps.add(new RunSplit(CodePoints.NUMERIC, false, component.flag("individual_digits")));
            }
            case String type -> throw component.refused("type " + type + " is not supported");
        }
        return false;
    }

    private static boolean readSequence(List<Split> steps, Component component) throws TokenizerFormatException {
        component.type(Set.of("type", "pretokenizers"));
        boolean byteLevel = false;
        for (var child : component.children("pretokenizers")) {
            if (byteLevel) {
                throw child.refused("a step after ByteLevel is not supported");
            }
            byteLevel = readInto(steps, child);
        }
        return byteLevel;
    }

    private static void readByteLevel(List<Split> steps, Component component) throws TokenizerFormatException {
        component.type(Set.of("type", "add_prefix_space", "trim_offsets", "use_regex"));
        component.mustBeUnset("add_prefix_space");
        boolean useRegex = component.field("use_regex").isMissingNode() || component.flag("use_regex");
        if (useRegex) {
            steps.add(new Gpt2Split());
        }
    }

    private static Split readSplit(Component component) throws TokenizerFormatException {
        component.type(Set.of("type", "pattern", "behavior", "invert"));
        component.mustBeUnset("invert");
        if (!component.text("behavior").equals("Isolated")) {
            throw component.refused("behavior " + component.text("behavior") + " is not supported");
        }
        var pattern = component.child("pattern");
        pattern.checkFields(Set.of("Regex"));
        return SplitPattern.compile(pattern, pattern.text("Regex"));
    }
}
