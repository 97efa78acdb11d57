package mathesis.reward.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Tokenizer;
import mathesis.engine.Transformer;
import mathesis.reward.Reward;
import mathesis.reward.Score;
import mathesis.rollout.Completion;
import mathesis.rollout.Problem;

/// A learned reward: an outcome model gives each solution one value, a process model one for each step, at the
/// token-exact end of the step. A solution is judged as the model was trained to read it: stop tokens are not shown to
/// it, and nothing of the reference answer is.
///
/// Safe for any number of threads; one pass is under way at a time, on this object's own threads, and the others wait.
/// Values do not depend on that, nor on what is scored together.
public final class RewardModel implements Reward, AutoCloseable {
    /// What a score is.
    public enum Output {
        /// The probability that the solution, or all up to the end of the step, is right: in (0, 1).
        PROBABILITY,
        /// The head's value itself, of which the probability is the sigmoid.
        LOGIT
    }

    private final PretrainedModel model;
    private final Transformer transformer;
    private final RewardModelCard card;
    private final SolutionEncoder encoder;
    private final Tokenizer policyTokenizer;
    private final boolean sameTokens;
    private final Output output;

    private RewardModel(
            PretrainedModel model, RewardModelCard card, Tokenizer policyTokenizer, int threads, Output output) {
        this.model = model;
        this.transformer = new Transformer(model.weights(), threads);
        this.card = card;
        this.encoder = new SolutionEncoder(
                model.tokenizer(),
                card.template(),
                card.splitter(),
                model.config().contextLength());
        this.policyTokenizer = policyTokenizer;
        this.sameTokens = sameTokens(model.tokenizer(), policyTokenizer);
        this.output = output;
    }

    /// Reads a reward model that gives probabilities.
    ///
    /// @param folder          as `./mathesis reward-model train` wrote it
    /// @param policyTokenizer of the model that samples; where it has other tokens, solutions are encoded anew
    /// @param threads         CPU threads of a pass
    public static RewardModel load(Path folder, Tokenizer policyTokenizer, int threads) throws IOException {
        return load(folder, policyTokenizer, threads, Output.PROBABILITY);
    }

    /// The same with a choice of what a score is.
    public static RewardModel load(Path folder, Tokenizer policyTokenizer, int threads, Output output)
            throws IOException {
        var card = RewardModelCard.read(folder);
        return of(PretrainedModel.loadWithScalarHead(folder, 0), card, policyTokenizer, threads, output);
    }

    /// Reads a reward model that is asked in the tokens of its own tokenizer.
    public static RewardModel load(Path folder, int threads) throws IOException {
        var card = RewardModelCard.read(folder);
        var model = PretrainedModel.loadWithScalarHead(folder, 0);
        return of(model, card, model.tokenizer(), threads, Output.PROBABILITY);
    }

    private static RewardModel of(
            PretrainedModel model, RewardModelCard card, Tokenizer policyTokenizer, int threads, Output output) {
        try {
            return new RewardModel(model, card, policyTokenizer, threads, output);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// What its folder says of it.
    public RewardModelCard card() {
        return card;
    }

    /// How it reads questions and solutions.
    public SolutionEncoder encoder() {
        return encoder;
    }

    @Override
    public Score score(Problem problem, Completion completion) {
        int[] tokens = completion.tokens();
        int[] prompt = encoder.prompt(problem.question());
        return switch (card.supervision()) {
            case OUTCOME -> new Score.Outcome(values(List.of(outcome(prompt, tokens)))[0][0]);
            case PROCESS -> steps(prompt, tokens);
        };
    }

    /// The values at the marks of sequences, as [Output] says; labels are not looked at.
    public double[][] values(List<LabelledSequence> sequences) {
        return LabelledBatch.values(transformer, sequences, this::shown);
    }

    private double shown(double value) {
        return switch (output) {
            case PROBABILITY -> Sigmoid.of(value);
            case LOGIT -> value;
        };
    }

    /// The mark is at the last token that has text; without any, at the end of the prompt.
    private LabelledSequence outcome(int[] prompt, int... tokens) {
        int[] solution = sameTokens ? withText(tokens) : encoder.tokenizer().encode(text(tokens), false);
        int[] all = SolutionEncoder.concat(prompt, solution);
        return encoder.within(marked(all, all.length - 1));
    }

    private Score steps(int[] prompt, int... tokens) {
        int[] ends = card.splitter().ends(policyTokenizer, tokens);
        if (ends.length == 0) {
            throw new IllegalArgumentException("a completion without tokens has no steps");
        }
        var solution = sameTokens ? new Marks(withText(tokens), ends.clone()) : encodedAnew(ends, tokens);
        int last = solution.ids.length - 1;
        int[] positions = Arrays.stream(solution.ends)
                .map(end -> prompt.length + Math.min(end, last))
                .toArray();
        int[] distinct = Arrays.stream(positions).distinct().toArray();
        int[] all = SolutionEncoder.concat(prompt, solution.ids);
        double[] values = values(List.of(encoder.within(marked(all, distinct))))[0];
        return new Score.Steps(
                Arrays.stream(positions)
                        .mapToDouble(position -> values[Arrays.binarySearch(distinct, position)])
                        .toArray(),
                ends);
    }

    private record Marks(int[] ids, int[] ends) {}

    /// The same steps in the tokens of the reward model: each ends where the policy's token for its end does.
    private Marks encodedAnew(int[] ends, int... tokens) {
        var steps = card.splitter().steps(policyTokenizer, tokens);
        String text = String.join("", steps);
        int[] ids = encoder.tokenizer().encode(text, false);
        var own = TokenTexts.of(encoder.tokenizer(), ids);
        int shift = Math.max(0, own.text().length() - text.length());
        var borders = new int[ends.length];
        int border = shift;
        for (int i = 0; i < ends.length; i++) {
            border += steps.get(i).length();
            borders[i] = border;
        }
        return new Marks(ids, ids.length == 0 ? ends.clone() : own.tokensAt(borders));
    }

    private String text(int... tokens) {
        return policyTokenizer.decode(tokens, true);
    }

    private int[] withText(int... tokens) {
        return Arrays.copyOf(tokens, TokenTexts.of(policyTokenizer, tokens).lengthWithText());
    }

    private static LabelledSequence marked(int[] tokens, int... positions) {
        var labels = new float[positions.length];
        Arrays.fill(labels, (float) LabelledSolution.UNKNOWN);
        return new LabelledSequence(tokens, positions, labels);
    }

    /// Whether every id means the same to both.
    private static boolean sameTokens(Tokenizer one, Tokenizer other) {
        if (one == other) {
            return true;
        }
        if (one.vocabularySize() != other.vocabularySize()) {
            return false;
        }
        for (int id = 0; id < one.vocabularySize(); id++) {
            int[] single = {id};
            boolean same = one.decode(single, false).equals(other.decode(single, false))
                    && one.decode(single, true).equals(other.decode(single, true));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /// Frees the model and its threads.
    @Override
    public void close() {
        transformer.close();
        model.close();
    }
}
