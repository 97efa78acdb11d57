package mathesis.reward.answer;

import java.util.List;
import java.util.Optional;

/// Finds the final answer of a solution by the rules of a policy. Looks at the completion only, never at its prompt.
///
/// @param policy what may be looked at
public record AnswerExtractor(ExtractionPolicy policy) {
    /// Longest statement that is taken for an answer, in characters.
    public static final int LONGEST_ANSWER = 1000;

    private static final List<Rule> OF_GOLD = List.of(Rule.BOX, Rule.HASHES, Rule.PHRASE);

    /// The final answer of a solution, if it states one.
    public Optional<FinalAnswer> find(String solution) {
        return find((CharSequence) solution);
    }

    /// The same for a text that counts what is read of it.
    Optional<FinalAnswer> find(CharSequence solution) {
        var thinking = policy.thinking().end(solution);
        if (thinking.isEmpty()) {
            return Optional.empty();
        }
        int start = Math.max(thinking.getAsInt(), solution.length() - policy.longestText());
        int end = end(solution, start);
        return first(
                policy.rules(), start == 0 && end == solution.length() ? solution : solution.subSequence(start, end));
    }

    /// The reference answer that a data set's answer field states: what a box, `####` or a phrase points out, or all of
    /// it.
    public static String gold(String field) {
        return first(OF_GOLD, field).map(FinalAnswer::text).orElseGet(() -> bare(field));
    }

    private static String bare(String field) {
        return BareAnswer.of(field).map(Found::text).orElseGet(field::strip);
    }

    private static Optional<FinalAnswer> first(List<Rule> rules, CharSequence text) {
        for (var rule : rules) {
            var found = rule.find(text);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private int end(CharSequence solution, int start) {
        int end = solution.length();
        for (var stop : policy.stops()) {
            end = Math.min(end, Characters.indexOf(solution, stop, start));
        }
        return end;
    }
}
