package mathesis.bench.engine;

import java.util.ArrayList;
import java.util.List;
import mathesis.engine.Decoder;
import mathesis.engine.Decoder.Prompt;
import mathesis.engine.Transformer;

/// A batch of sequences sampled from one transformer, over and over. Belongs to the thread that made it.
///
/// Each run draws the same tokens again. The prompts' own last logits give the first of them.
final class Decoding implements AutoCloseable {
    private final Decoder decoder;
    private final List<Prompt> prompts = new ArrayList<>();
    private final TokenDraw draw;
    private final int[][] drawn_BT;
    private final float[][] logprobs_BT;
    private final int[] slots_B;
    private final int[] tokens_B;
    private final int newTokens;

    /// Room for `batch` sequences, without prompts so far.
    Decoding(Transformer policy, int batch, int newTokens) {
        this.newTokens = newTokens;
        decoder = policy.decoder(batch, newTokens);
        draw = new TokenDraw(batch);
        drawn_BT = new int[batch][newTokens];
        logprobs_BT = new float[batch][newTokens];
        slots_B = new int[batch];
        tokens_B = new int[batch];
    }

    /// Each sequence with its own prompt, computed already.
    static Decoding ofPrompts(Transformer policy, int newTokens, int[]... prompts) {
        var decoding = new Decoding(policy, prompts.length, newTokens);
        decoding.prefill(prompts);
        return decoding;
    }

    /// Computes prompts; either one for all sequences or one for each.
    void prefill(int[]... tokens) {
        for (int[] prompt : tokens) {
            prompts.add(decoder.prefill(prompt));
        }
    }

    void forgetPrompts() {
        prompts.forEach(Prompt::close);
        prompts.clear();
    }

    /// Samples every sequence to its end.
    void run() {
        open();
        steps();
        closeSlots();
    }

    void open() {
        for (int row = 0; row < slots_B.length; row++) {
            var prompt = prompts.get(row % prompts.size());
            slots_B[row] = decoder.open(prompt);
            keep(row, 0, draw.draw(prompt.logits(), 0, row, 0), draw.logprob(0));
        }
    }

    /// The tokens after the first.
    void steps() {
        for (int position = 1; position < newTokens; position++) {
            var logits = decoder.step(slots_B, tokens_B, slots_B.length);
            for (int row = 0; row < slots_B.length; row++) {
                keep(row, position, draw.draw(logits, row, row, position), draw.logprob(row));
            }
        }
    }

    void closeSlots() {
        for (int slot : slots_B) {
            decoder.close(slot);
        }
    }

    private void keep(int row, int position, int token, float logprob) {
        tokens_B[row] = token;
        drawn_BT[row][position] = token;
        logprobs_BT[row][position] = logprob;
    }

    /// Tokens of the last run, `[sequence][position]`; overwritten by the next.
    int[][] drawn() {
        return drawn_BT;
    }

    /// Their log-probabilities.
    float[][] logprobs() {
        return logprobs_BT;
    }

    @Override
    public void close() {
        forgetPrompts();
        decoder.close();
    }
}
