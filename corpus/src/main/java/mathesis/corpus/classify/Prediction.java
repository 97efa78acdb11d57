package mathesis.corpus.classify;

/// A label and how probable a model finds it.
///
/// @param label       with its prefix
/// @param probability as the C++ program prints it: the exponential of the logarithm of p + 1e-5, so it can exceed 1 by
///                    that much; with hierarchical softmax the product of such terms
public record Prediction(String label, float probability) {}
