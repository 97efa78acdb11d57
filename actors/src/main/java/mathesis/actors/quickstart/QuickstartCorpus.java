package mathesis.actors.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mathesis.engine.TokenBatch;
import mathesis.engine.Tokenizer;
import mathesis.engine.WeightedLikelihood;
import mathesis.pretrain.Pretraining.Lesson;
import mathesis.rollout.problems.ProblemGenerator;
import mathesis.rollout.problems.Split;
import mathesis.rollout.problems.WorkedProblem;

/// The text that the quickstart's model is trained on: generated word problems with worked solutions, about half of
/// them wrong (`MistakeRates.DEFAULT`), one problem a sequence: question, line feed, solution, end token.
///
/// The batch of a step is a pure function of (seed, step).
public final class QuickstartCorpus {
    /// What a prompt is made of: the solution follows on the next line.
    public static final String PROMPT_TEMPLATE = "{question}\n";

    private final ProblemGenerator generator;
    private final Tokenizer tokenizer;
    private final int endToken;
    private final int problemsPerStep;
    private final float questionWeight;

    /// @param questionWeight share of a question's token in the objective against 1 for a solution's
    public QuickstartCorpus(long seed, Tokenizer tokenizer, int endToken, int problemsPerStep, double questionWeight) {
        this.generator = new ProblemGenerator(seed, Split.TRAIN);
        this.tokenizer = tokenizer;
        this.endToken = endToken;
        this.problemsPerStep = problemsPerStep;
        this.questionWeight = (float) questionWeight;
    }

    /// The batch of a step, from 1.
    public Lesson lesson(int step) {
        var sequences = new ArrayList<int[]>();
        var questionLengths = new ArrayList<Integer>();
        for (long index = (step - 1L) * problemsPerStep; index < (long) step * problemsPerStep; index++) {
            var worked = generator.problem(index);
            questionLengths.add(prompt(worked).length);
            sequences.add(sequence(worked));
        }
        var batch = TokenBatch.ofSequences(sequences);
        return new Lesson(batch, new WeightedLikelihood(weights(batch, questionLengths)));
    }

    private int[] prompt(WorkedProblem worked) {
        return tokenizer.encode(
                PROMPT_TEMPLATE.replace("{question}", worked.problem().question()), false);
    }

    private int[] sequence(WorkedProblem worked) {
        int[] prompt = prompt(worked);
        int[] solution = tokenizer.encode(worked.solution(), false);
        int[] all = Arrays.copyOf(prompt, prompt.length + solution.length + 1);
        System.arraycopy(solution, 0, all, prompt.length, solution.length);
        all[all.length - 1] = endToken;
        return all;
    }

    /// Weights that sum to 1 over the batch.
    private float[] weights(TokenBatch batch, List<Integer> questionLengths) {
        var weights = new float[batch.length()];
        double total = 0;
        for (int s = 0; s < batch.sequences(); s++) {
            int start = batch.sequenceStarts()[s];
            int firstOfSolution = start + questionLengths.get(s) - 1;
            for (int t = start; t < batch.sequenceStarts()[s + 1] - 1; t++) {
                weights[t] = t >= firstOfSolution ? 1 : questionWeight;
                total += weights[t];
            }
        }
        for (int t = 0; t < weights.length; t++) {
            weights[t] = (float) (weights[t] / total);
        }
        return weights;
    }
}
