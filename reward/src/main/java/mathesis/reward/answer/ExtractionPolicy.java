package mathesis.reward.answer;

import java.util.List;

/// Where a final answer may be looked for.
///
/// @param rules       tried in this order; the first that finds something decides
/// @param thinking    which part of a solution is looked at
/// @param stops       a solution ends where the first of these stands: what a model goes on to write after its own
///                    answer, like the next question of a few-shot prompt
/// @param longestText only so many characters at the end of a solution are looked at
public record ExtractionPolicy(List<Rule> rules, Thinking thinking, List<String> stops, int longestText) {
    private static final int LONGEST_TEXT = 1 << 20;

    /// Boxes, `####`, sentences, the last formula or number; after reasoning where there is some.
    public static final ExtractionPolicy DEFAULT = of(
                    Rule.CORRECTION, Rule.BOX, Rule.HASHES, Rule.PHRASE, Rule.LAST_FORMULA, Rule.LAST_NUMBER)
            .after(Thinking.IF_PRESENT);

    public ExtractionPolicy {
        rules = List.copyOf(rules);
        stops = List.copyOf(stops);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a policy needs a rule to find answers by");
        }
        if (longestText < 1) {
            throw new IllegalArgumentException("longest-text is " + longestText + "; must be positive");
        }
    }

    /// These rules over the whole solution.
    public static ExtractionPolicy of(Rule... rules) {
        return new ExtractionPolicy(List.of(rules), Thinking.NONE, List.of(), LONGEST_TEXT);
    }

    /// Only text after this mark counts, and a text without it has no answer; an empty mark stands for none.
    public ExtractionPolicy after(String mark) {
        return after(mark.isEmpty() ? Thinking.NONE : Thinking.requiredBefore(mark));
    }

    /// The same for a format with this kind of reasoning.
    public ExtractionPolicy after(Thinking format) {
        return new ExtractionPolicy(rules, format, stops, longestText);
    }

    /// The same for solutions that end where one of these stands.
    public ExtractionPolicy before(String... marks) {
        return new ExtractionPolicy(rules, thinking, List.of(marks), longestText);
    }

    /// An answer must be pointed out by a box, `####` or a phrase.
    public ExtractionPolicy anchoredOnly() {
        var anchored = rules.stream()
                .filter(rule -> switch (rule) {
                    case LAST_FORMULA, LAST_NUMBER, ANY_NUMBER, BARE, WHOLE -> false;
                    default -> true;
                })
                .toList();
        return new ExtractionPolicy(anchored, thinking, stops, longestText);
    }

    /// The same for shorter or longer texts.
    public ExtractionPolicy atMost(int characters) {
        return new ExtractionPolicy(rules, thinking, stops, characters);
    }
}
