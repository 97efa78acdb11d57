package mathesis.corpus.training;

/// How far a training is.
///
/// @param share                   of all epochs, in [0, 1]
/// @param epochs                  done, with the part of the present one
/// @param learningRate            now
/// @param meanLoss                of the lines learned lately; not a number where there were none
/// @param wordsPerSecondPerThread tokens read since the start, by the clock
public record TrainingProgress(
        double share, double epochs, double learningRate, double meanLoss, double wordsPerSecondPerThread) {}
