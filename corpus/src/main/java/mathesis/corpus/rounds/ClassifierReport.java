package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// What a round's classifier learned from, how good it is on pages that it did not learn from, and the first pass that
/// follows from it.
///
/// @param positives      pages of mathematics learned from
/// @param negatives      random pages learned from
/// @param heldOut        pages of both kinds that only measured it
/// @param rocAuc         on those; a random page counts as no mathematics though some are
/// @param bestF1         on those
/// @param finalLoss      mean loss at the end of training
/// @param uninformedLoss of one who knows only how frequent the labels are
/// @param firstPass      least score of the first pass
/// @param firstPassShare of random pages, how many pass
/// @param recall         of the first pass, of what the careful pass would keep, on the sampled pages
/// @param sha256         of the classifier's file
/// @param warning        what is wrong; empty where nothing is
public record ClassifierReport(
        long positives,
        long negatives,
        long heldOut,
        double rocAuc,
        double bestF1,
        double finalLoss,
        double uninformedLoss,
        float firstPass,
        double firstPassShare,
        double recall,
        String sha256,
        String warning) {
    /// The report of a round; empty where its classifier is not trained yet.
    ///
    /// @throws IOException when the file is damaged
    public static Optional<ClassifierReport> of(MiningFolder.Round round) throws IOException {
        var file = round.classifierReport();
        return Files.exists(file) ? Optional.of(JsonFile.read(file, ClassifierReport.class)) : Optional.empty();
    }
}
