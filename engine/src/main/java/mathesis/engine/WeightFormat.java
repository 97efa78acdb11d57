package mathesis.engine;

/// How a [Transformer] keeps the matrices that it multiplies with. Embedding, norms and biases are floats in any case.
public enum WeightFormat {
    /// The weights as they are, 4 bytes each.
    FLOAT32,
    /// Rounded to 8-bit integers with a scale for each output, 1 byte each, for sampling and scoring: faster where
    /// memory is what matrix products wait for. The policy is another one by the rounding.
    INT8
}
