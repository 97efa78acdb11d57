package mathesis.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mathesis.engine.kernels.TokenLogProb;

/// Rows of unnormalised log-probabilities over the vocabulary, computed by the kernels that training uses.
public final class Logits {
    private final MemorySegment logits;
    private final int vocabulary;

    /// A view of row-major `[rows, vocabulary]` floats that stay their owner's.
    public Logits(MemorySegment logits, int vocabulary) {
        this.logits = logits;
        this.vocabulary = vocabulary;
    }

    /// V, the length of a row.
    public int vocabularySize() {
        return vocabulary;
    }

    /// The logit itself.
    public float get(int row, int token) {
        return logits.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * vocabulary + token);
    }

    /// Logarithm of the softmax's denominator at a temperature; the methods below take it to save doing it again.
    public float logSumExp(int row, double temperature) {
        return TokenLogProb.logSumExp(logits, row, vocabulary, (float) (1 / temperature));
    }

    /// Natural log-probability of a token.
    public float logprob(int row, int token, double temperature, float logSumExp) {
        return TokenLogProb.logprob(logits, row, vocabulary, token, (float) (1 / temperature), logSumExp);
    }

    /// Draws a token by its probability and writes the logarithm of that to `logprobs[row]`.
    ///
    /// @param uniform in [0, 1): the point of the distribution, ids ascending, whose token is drawn
    public int draw(int row, double temperature, double uniform, float[] logprobs) {
        float inverse = (float) (1 / temperature);
        int token = TokenLogProb.draw(logits, row, vocabulary, inverse, uniform, logprobs, row);
        logprobs[row] = TokenLogProb.logprob(logits, row, vocabulary, token, inverse, logprobs[row]);
        return token;
    }

    /// Writes the softmax of a row.
    public void probabilities(int row, double temperature, float logSumExp, float[] into) {
        TokenLogProb.probabilities(into, logits, row, vocabulary, (float) (1 / temperature), logSumExp);
    }

    /// The token with the largest logit; the lowest id among equals.
    public int argmax(int row) {
        return TokenLogProb.argmax(logits, row, vocabulary);
    }
}
