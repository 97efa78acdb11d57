package mathesis.corpus.training;

import java.util.Locale;
import java.util.Optional;

/// What a training came to.
///
/// @param words          of the dictionary
/// @param labels         of the dictionary
/// @param tokens         of one pass over the text
/// @param linesLearned   in all epochs; lines without a label or a feature are not learned
/// @param rowsMet        rows of the input matrix that a line has met, words included
/// @param finalLoss      mean loss of the last quarter; not a number where no line was learned
/// @param uninformedLoss mean loss of one who knows nothing but how frequent the labels are; ln 2 for two equal ones
public record TrainingReport(
        int words, int labels, long tokens, long linesLearned, int rowsMet, double finalLoss, double uninformedLoss) {
    private static final double NEAR = 0.97;

    /// What is wrong with a training that has learned nothing, and what helps.
    public Optional<String> warning() {
        if (linesLearned == 0) {
            return Optional.of("no line has both a label that is known (__label__NAME) and a word that is known;"
                    + " nothing was learned. A smaller min-count may help.");
        }
        if (labels < 2) {
            return Optional.of("there is only one label, so nothing can be told apart");
        }
        if (finalLoss >= NEAR * uninformedLoss) {
            return Optional.of(String.format(
                            Locale.ROOT,
                            "the mean loss stayed at %.3f; one who knows only how frequent the labels are has %.3f.",
                            finalLoss,
                            uninformedLoss)
                    + " The classifier has learned next to nothing: the gradient is divided by the words of a line, so"
                    + " few long lines need more epochs (25), a higher learning rate (0.5 to 1.0), or pages cut into"
                    + " pieces of about 60 words.");
        }
        return Optional.empty();
    }
}
