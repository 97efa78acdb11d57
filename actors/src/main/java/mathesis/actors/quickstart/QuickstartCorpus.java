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

/// The text that the quickstart's model is trained on: generated word problems with worked solutions, about half of
/// them wrong (`MistakeRates.DEFAULT`), and drills of bare arithmetic, all right.
///
/// A problem is one sequence: question, line feed, solution, end token. Solutions and drills carry full weight in the
/// objective, questions little. The lesson of a step
/// is a pure function of (seed, step).
public final class QuickstartCorpus {
    /// What a prompt is made of: the solution follows on the next line.
    public static final String PROMPT_TEMPLATE = "{question}\n";

    private static final int LINES_OF_A_DRILL = 10;

    private final ProblemGenerator generator;
    private final ArithmeticDrill drill;
    private final Tokenizer tokenizer;
    private final int endToken;
    private final QuickstartModel.Recipe recipe;

    /// @param endToken ends every sequence
    public QuickstartCorpus(QuickstartModel.Recipe recipe, Tokenizer tokenizer, int endToken) {
        this.generator = new ProblemGenerator(recipe.seed(), Split.TRAIN);
        this.drill = new ArithmeticDrill(recipe.seed(), LINES_OF_A_DRILL);
        this.tokenizer = tokenizer;
        this.endToken = endToken;
        this.recipe = recipe;
    }

    /// The lesson of a step, from 1.
    public Lesson lesson(int step) {
        var texts = new ArrayList<Text>();
        for (long i = (step - 1L) * recipe.problemsPerStep(); i < (long) step * recipe.problemsPerStep(); i++) {
            var worked = generator.problem(i);
            texts.add(new Text(
                    PROMPT_TEMPLATE.replace("{question}", worked.problem().question()), worked.solution()));
        }
        for (long i = (step - 1L) * recipe.drillsPerStep(); i < (long) step * recipe.drillsPerStep(); i++) {
            texts.add(new Text("", drill.text(i)));
        }
        var batch = TokenBatch.ofSequences(texts.stream().map(this::sequence).toList());
        return new Lesson(batch, new WeightedLikelihood(weights(batch, texts)));
    }

    private record Text(String prompt, String learned) {}

    private int[] sequence(Text text) {
        int[] ids = tokenizer.encode(text.prompt() + text.learned(), false);
        int[] all = Arrays.copyOf(ids, ids.length + 1);
        all[ids.length] = endToken;
        return all;
    }

    /// Weights that sum to 1 over the batch. The vocabulary is of characters: a prompt has as many tokens.
    private float[] weights(TokenBatch batch, List<Text> texts) {
        var weights = new float[batch.length()];
        double total = 0;
        for (int s = 0; s < batch.sequences(); s++) {
            int start = batch.sequenceStarts()[s];
            int firstLearned = start + Math.max(0, texts.get(s).prompt().length() - 1);
            for (int t = start; t < batch.sequenceStarts()[s + 1] - 1; t++) {
                weights[t] = t >= firstLearned ? 1 : (float) recipe.questionWeight();
                total += weights[t];
            }
        }
        for (int t = 0; t < weights.length; t++) {
            weights[t] = (float) (weights[t] / total);
        }
        return weights;
    }
}
