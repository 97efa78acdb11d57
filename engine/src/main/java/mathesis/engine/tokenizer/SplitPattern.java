package mathesis.engine.tokenizer;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the fastest way to split by a regular expression: a scanner for the patterns of known models and for runs of
/// one character class, else [RegexSplit].
final class SplitPattern {
    private static final Map<String, Split> KNOWN = Map.of(
            LlamaSplit.BY_THREES, new LlamaSplit(3),
            LlamaSplit.ONE_BY_ONE, new LlamaSplit(1),
            Gpt2Split.PATTERN, new Gpt2Split(),
            TrailingSpaceSplit.PATTERN, new TrailingSpaceSplit());
    private static final Pattern RUN = Pattern.compile("(\\\\s\\?)?(\\\\p\\{[LNP]\\}|\\[[^\\[\\]^&]+\\])(\\+)?");

    private SplitPattern() {}

    static Split compile(Component component, String regex) throws TokenizerFormatException {
        var known = Optional.ofNullable(KNOWN.get(regex)).or(() -> runs(regex));
        return known.isPresent() ? known.get() : RegexSplit.compile(component, regex);
    }

    /// `\s?[...]+` and the like.
    private static Optional<Split> runs(String regex) {
        var run = RUN.matcher(regex);
        if (!run.matches()) {
            return Optional.empty();
        }
        boolean withSpace = run.group(1) != null;
        boolean singly = run.group(3) == null;
        return withSpace && singly
                ? Optional.empty()
                : members(run.group(2)).map(members -> new RunSplit(members, withSpace, singly));
    }

    private static Optional<CodePoints> members(String set) {
        return switch (set) {
            case "\\p{L}" -> Optional.of(CodePoints.LETTER);
            case "\\p{N}" -> Optional.of(CodePoints.NUMBER);
            case "\\p{P}" -> Optional.of(CodePoints.PUNCTUATION);
            default -> ranges(set.substring(1, set.length() - 1).codePoints().toArray());
        };
    }

    /// The members of a class that has nothing but characters and ranges of them.
    private static Optional<CodePoints> ranges(int[] spec) {
        var bounds = new Ids();
        for (int i = 0; i < spec.length; i++) {
            if (spec[i] == '\\') {
                return Optional.empty();
            }
            boolean range = i + 2 < spec.length && spec[i + 1] == '-';
            bounds.add(spec[i]);
            bounds.add(range ? spec[i + 2] : spec[i]);
            i += range ? 2 : 0;
        }
        return Optional.of(CodePoints.ofRanges(bounds.from(0)));
    }
}
