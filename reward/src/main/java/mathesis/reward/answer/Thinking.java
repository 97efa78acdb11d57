package mathesis.reward.answer;

import java.util.List;
import java.util.OptionalInt;

/// Where the answer part of a solution begins whose format keeps reasoning apart.
///
/// @param ends     marks that end the reasoning; only text after the last of them counts
/// @param required whether a solution without such a mark has no answer; else it is taken for one without reasoning
/// @param opening  a mark that begins reasoning: a solution with it but without an end was cut short and has no answer;
///                 empty where there is none
public record Thinking(List<String> ends, boolean required, String opening) {
    /// The format has no reasoning part.
    public static final Thinking NONE = new Thinking(List.of(), false, "");
    /// Reasoning between `<think>` and `</think>`, if there is any.
    public static final Thinking IF_PRESENT = new Thinking(List.of("</think>"), false, "<think>");
    /// Reasoning that `</think>` must end.
    public static final Thinking REQUIRED = requiredBefore("</think>");

    public Thinking {
        ends = List.copyOf(ends);
        if (ends.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a mark that ends reasoning is empty");
        }
    }

    /// Reasoning that one of these marks must end.
    public static Thinking requiredBefore(String... ends) {
        return new Thinking(List.of(ends), true, "");
    }

    /// Where the answer part starts; nothing where the solution has none.
    OptionalInt end(CharSequence solution) {
        int end = -1;
        for (var mark : ends) {
            int at = Characters.contains(solution, mark)
                    ? Characters.lastIndexOf(solution, mark, solution.length())
                    : -1;
            end = at < 0 ? end : Math.max(end, at + mark.length());
        }
        if (end >= 0) {
            return OptionalInt.of(end);
        }
        boolean cutShort = !opening.isEmpty() && Characters.contains(solution, opening);
        return required || cutShort ? OptionalInt.empty() : OptionalInt.of(0);
    }
}
