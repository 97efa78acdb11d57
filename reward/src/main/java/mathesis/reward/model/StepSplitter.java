package mathesis.reward.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mathesis.engine.Tokenizer;

/// Cuts solutions into steps. A step ends with its delimiter; a piece of nothing but white space is no step and belongs
/// to the one before it (at the beginning, to the one after). The paper does not say how it splits; newline is ours.
///
/// @param delimiter ends a step; the last step needs none
public record StepSplitter(String delimiter) {
    /// One line a step.
    public static final StepSplitter LINES = new StepSplitter("\n");

    public StepSplitter {
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException(
                    "the step delimiter is empty; name the text that ends a step, such as \\n");
        }
    }

    /// The steps with their delimiters: put together they are the solution. None of an empty solution.
    public List<String> steps(String solution) {
        var steps = new ArrayList<String>();
        int from = 0;
        for (int border : borders(solution)) {
            steps.add(solution.substring(from, border));
            from = border;
        }
        return steps;
    }

    /// The solution that separate steps make: each but the last ends with the delimiter, whether it is there or not.
    public String join(List<String> steps) {
        var solution = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            solution.append(terminated(steps, i));
        }
        return solution.toString();
    }

    String terminated(List<String> steps, int step) {
        String text = steps.get(step);
        return step + 1 == steps.size() || text.endsWith(delimiter) ? text : text + delimiter;
    }

    /// Where the steps of a text end, in characters; the last border is its length.
    int[] borders(String text) {
        var borders = new ArrayList<Integer>();
        int from = 0;
        while (from < text.length()) {
            int at = text.indexOf(delimiter, from);
            int to = at < 0 ? text.length() : at + delimiter.length();
            boolean blank = text.substring(from, to).isBlank();
            if (!blank || borders.isEmpty()) {
                boolean leading = borders.size() == 1 && text.substring(0, from).isBlank();
                if (leading) {
                    borders.removeFirst();
                }
                borders.add(to);
            } else {
                borders.set(borders.size() - 1, to);
            }
            from = to;
        }
        return borders.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The steps of a completion as [#ends] cuts it: put together they are its text.
    public List<String> steps(Tokenizer tokenizer, int... tokens) {
        var texts = TokenTexts.of(tokenizer, tokens);
        int[] ends = ends(tokenizer, tokens);
        var steps = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < ends.length; i++) {
            int to = i + 1 == ends.length ? texts.text().length() : texts.lengths()[ends[i]];
            steps.add(texts.text().substring(from, to));
            from = to;
        }
        return steps;
    }

    /// The index of each step's last token, ascending; the last one is the last token, also where that has no text
    /// (a stop token). A token that spans a border belongs to the earlier step, and a step that has no token of its
    /// own so is one with the step before.
    ///
    /// @param tokens a whole completion
    public int[] ends(Tokenizer tokenizer, int... tokens) {
        if (tokens.length == 0) {
            return new int[0];
        }
        var text = TokenTexts.of(tokenizer, tokens);
        int[] ends = text.tokensAt(borders(text.text()));
        if (ends.length == 0) {
            return new int[] {tokens.length - 1};
        }
        ends[ends.length - 1] = tokens.length - 1;
        return Arrays.stream(ends).distinct().toArray();
    }
}
