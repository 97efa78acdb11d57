package mathesis.rollout.sampling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import mathesis.engine.Decoder;
import mathesis.engine.Logits;
import mathesis.engine.Tokenizer;
import mathesis.engine.Transformer;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.SamplingParams;

/// Decodes many completions together: one that ends leaves at once and the next waiting one takes its slot, so that
/// the longest completion of a group does not hold up the others. Each prompt runs through the model once.
public final class ContinuousBatch implements AutoCloseable {
    private final Tokenizer tokenizer;
    private final SamplingParams params;
    private final long seed;
    private final int slots;
    private final int contextLength;
    private final Decoder decoder;
    private final NucleusSampling nucleus;
    private final float[] probabilities;
    /// Of the token that was drawn last from each row.
    private final float[] logprobs;
    private final Deque<Draft> waiting = new ArrayDeque<>();
    private final List<Draft> running = new ArrayList<>();
    private final BitSet stopTokens = new BitSet();
    private final int[] slotOfRow;
    private final int[] tokenOfRow;

    public ContinuousBatch(Transformer policy, Tokenizer tokenizer, SamplingParams params, long seed, int slots) {
        this.tokenizer = tokenizer;
        this.params = params;
        this.seed = seed;
        this.slots = slots;
        this.contextLength = policy.config().contextLength();
        this.decoder = policy.decoder(slots, Math.min(params.maxNewTokens(), contextLength));
        this.nucleus = new NucleusSampling(policy.config().vocabularySize(), params.topK(), params.topP());
        this.probabilities = new float[policy.config().vocabularySize()];
        this.logprobs = new float[Math.max(1, slots)];
        this.slotOfRow = new int[slots];
        this.tokenOfRow = new int[slots];
        params.stopTokens().forEach(stopTokens::set);
    }

    /// Completes every request; groups come back in the order of the requests.
    public List<Group> run(List<SampleRequest> requests) {
        var groups = new ArrayList<DraftGroup>();
        for (var request : requests) {
            var group = new DraftGroup(request);
            groups.add(group);
            waiting.addAll(group.drafts);
        }
        while (!waiting.isEmpty() || !running.isEmpty()) {
            admit();
            step();
        }
        return groups.stream().map(DraftGroup::finished).toList();
    }

    /// Fills free slots. The first token comes from the prompt's own logits, so a completion may end right here.
    private void admit() {
        while (running.size() < slots && !waiting.isEmpty()) {
            var draft = waiting.poll();
            var prompt = draft.group.prompt();
            if (draft.append(prompt.logits(), 0)) {
                draft.slot = decoder.open(prompt);
                running.add(draft);
            } else {
                draft.group.ended();
            }
        }
    }

    /// Drafts that go on close up in order, so that those of one group stay side by side.
    private void step() {
        int count = running.size();
        if (count == 0) {
            return;
        }
        for (int row = 0; row < count; row++) {
            slotOfRow[row] = running.get(row).slot;
            tokenOfRow[row] = running.get(row).lastToken();
        }
        var logits = decoder.step(slotOfRow, tokenOfRow, count);
        int going = 0;
        for (int row = 0; row < count; row++) {
            var draft = running.get(row);
            if (draft.append(logits, row)) {
                running.set(going++, draft);
            } else {
                decoder.close(draft.slot);
                draft.group.ended();
            }
        }
        while (running.size() > going) {
            running.removeLast();
        }
    }

    @Override
    public void close() {
        decoder.close();
    }

    /// A group under way; holds the prompt open while one of its completions needs it.
    private final class DraftGroup {
        private final SampleRequest request;
        private final List<Draft> drafts = new ArrayList<>();
        private Decoder.Prompt prompt;
        private int left;

        DraftGroup(SampleRequest request) {
            this.request = request;
            this.left = request.samples();
            for (int sample = 0; sample < request.samples(); sample++) {
                drafts.add(new Draft(this, sample));
            }
        }

        Decoder.Prompt prompt() {
            if (prompt == null) {
                prompt = decoder.prefill(request.promptTokens());
            }
            return prompt;
        }

        void ended() {
            if (--left == 0) {
                prompt.close();
            }
        }

        Group finished() {
            return new Group(
                    request.groupId(),
                    request.step(),
                    request.problem(),
                    request.version(),
                    request.promptTokens(),
                    params.scoringTemperature(),
                    drafts.stream().map(Draft::finished).toList());
        }
    }

    /// A completion under way.
    private final class Draft {
        private final DraftGroup group;
        private final CounterRandom random;
        private final int longest;
        private final TokenList tokens = new TokenList();
        private Finish finish = Finish.LENGTH;
        private int slot = -1;

        Draft(DraftGroup group, int sample) {
            this.group = group;
            var request = group.request;
            this.random = CounterRandom.of(seed, request.problem().id(), request.round(), sample);
            this.longest = Math.min(params.maxNewTokens(), contextLength - request.promptTokens().length);
        }

        /// Draws the next token from a row of logits; false when that ends the completion.
        boolean append(Logits logits, int row) {
            int token = choose(logits, row);
            if (stopTokens.get(token)) {
                finish = Finish.STOP;
                return false;
            }
            return tokens.size() < longest;
        }

        /// Adds the next token with its log-probability.
        private int choose(Logits logits, int row) {
            double temperature = params.scoringTemperature();
            if (params.temperature() != 0 && params.topK() == 0 && params.topP() == 1) {
                int token = logits.draw(row, temperature, random.uniform(tokens.size()), logprobs);
                tokens.add(token, logprobs[row]);
                return token;
            }
            float lse = logits.logSumExp(row, temperature);
            int token = params.temperature() == 0 ? logits.argmax(row) : drawCut(logits, row, temperature, lse);
            tokens.add(token, logits.logprob(row, token, temperature, lse));
            return token;
        }

        private int drawCut(Logits logits, int row, double temperature, float lse) {
            logits.probabilities(row, temperature, lse, probabilities);
            return nucleus.draw(probabilities, random.uniform(tokens.size()));
        }

        int lastToken() {
            return tokens.last();
        }

        Completion finished() {
            int[] ids = tokens.ids();
            return new Completion(ids, tokens.logprobs(), tokenizer.decode(ids, true), finish);
        }
    }
}
