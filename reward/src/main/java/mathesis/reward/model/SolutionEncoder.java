package mathesis.reward.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mathesis.engine.Tokenizer;

/// Turns questions and solutions into what a reward model reads: the prompt as the policy gets it, then the solution,
/// without a stop token. Immutable; any thread may use it.
///
/// @param tokenizer     of the reward model
/// @param template      the prompt, with the question at [#QUESTION]
/// @param splitter      where steps end
/// @param contextLength the longest sequence
public record SolutionEncoder(Tokenizer tokenizer, String template, StepSplitter splitter, int contextLength) {
    /// Where the question stands in a template.
    public static final String QUESTION = "{question}";
    /// The default of `mathesis.prompt.template`.
    public static final String PLAIN_TEMPLATE = QUESTION + "\n";

    public SolutionEncoder {
        if (!template.contains(QUESTION)) {
            throw new IllegalArgumentException("the prompt template \"" + template + "\" has no " + QUESTION);
        }
    }

    /// The prompt of a question.
    public int[] prompt(String question) {
        return tokenizer.encode(template.replace(QUESTION, question), true);
    }

    /// A whole solution with a mark at its last token, or with one at the end of each step. Steps that end in one token
    /// share a mark and the lowest of their labels.
    ///
    /// @throws IllegalArgumentException when the vocabulary cannot express it, or it is longer than the context
    public LabelledSequence encode(LabelledSolution solution, Supervision supervision) {
        int[] prompt = prompt(solution.question());
        return switch (supervision) {
            case OUTCOME -> outcome(prompt, splitter.join(solution.steps()), solution.labels());
            case PROCESS -> process(prompt, solution.steps(), solution.labels());
        };
    }

    /// The label of an outcome is that of its last step.
    private LabelledSequence outcome(int[] prompt, String text, double[] labels) {
        int[] tokens = concat(prompt, tokenizer.encode(text, false));
        return within(new LabelledSequence(
                tokens, new int[] {tokens.length - 1}, new float[] {(float) labels[labels.length - 1]}));
    }

    private LabelledSequence process(int[] prompt, List<String> steps, double[] labels) {
        var solution = tokens(steps);
        var positions = new int[steps.size()];
        var kept = new float[steps.size()];
        int count = 0;
        for (int i = 0; i < steps.size(); i++) {
            int position = prompt.length + solution.ends[i];
            if (count > 0 && positions[count - 1] == position) {
                kept[count - 1] = lowest(kept[count - 1], (float) labels[i]);
            } else {
                positions[count] = position;
                kept[count++] = (float) labels[i];
            }
        }
        return within(new LabelledSequence(
                concat(prompt, solution.ids), Arrays.copyOf(positions, count), Arrays.copyOf(kept, count)));
    }

    private static float lowest(float one, float other) {
        return Float.isNaN(one) ? other : Float.isNaN(other) ? one : Math.min(one, other);
    }

    private record Tokens(int[] ids, int[] ends) {}

    /// The solution as one text, if its tokens give that text back, with nothing before it but what a tokenizer may put
    /// there; else step by step.
    private Tokens tokens(List<String> steps) {
        String text = splitter.join(steps);
        int[] ids = tokenizer.encode(text, false);
        var texts = TokenTexts.of(tokenizer, ids);
        if (ids.length == 0 || !texts.text().endsWith(text)) {
            return stepByStep(steps);
        }
        int border = texts.text().length() - text.length();
        var borders = new int[steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            border += splitter.terminated(steps, i).length();
            borders[i] = border;
        }
        int[] ends = texts.tokensAt(borders);
        ends[ends.length - 1] = ids.length - 1;
        return new Tokens(ids, ends);
    }

    private Tokens stepByStep(List<String> steps) {
        int[] ids = {};
        var ends = new int[steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            ids = concat(ids, tokenizer.encode(splitter.terminated(steps, i), false));
            ends[i] = ids.length - 1;
        }
        return new Tokens(ids, ends);
    }

    LabelledSequence within(LabelledSequence sequence) {
        if (sequence.tokens().length > contextLength) {
            throw new IllegalArgumentException("question and solution have " + sequence.tokens().length
                    + " tokens; the reward model's context is " + contextLength);
        }
        return sequence;
    }

    static int[] concat(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }
}
