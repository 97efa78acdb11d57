package mathesis.rollout.sampling;

import java.util.Arrays;

/// A growing list of sampled ids with their log-probabilities.
final class TokenList {
    private int[] ids = new int[32];
    private float[] logprobs = new float[32];
    private int size;

    void add(int id, float logprob) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            logprobs = Arrays.copyOf(logprobs, 2 * size);
        }
        ids[size] = id;
        logprobs[size++] = logprob;
    }

    int size() {
        return size;
    }

    int last() {
        return ids[size - 1];
    }

    int[] ids() {
        return Arrays.copyOf(ids, size);
    }

    float[] logprobs() {
        return Arrays.copyOf(logprobs, size);
    }
}
