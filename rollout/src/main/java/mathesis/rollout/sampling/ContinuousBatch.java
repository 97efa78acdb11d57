package mathesis.rollout.sampling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mathesis.engine.Decoder;
import mathesis.engine.Logits;
import mathesis.engine.Tokenizer;
import mathesis.engine.Transformer;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.SamplingParams;
import mathesis.rollout.ToolUse;
import mathesis.rollout.tool.ProgramOutput;
import mathesis.rollout.tool.Tools;

/// Decodes many completions together: one that ends leaves at once and the next waiting one takes its slot, so that
/// the longest completion of a group does not hold up the others. Each prompt runs through the model once.
///
/// With tools, a completion that calls for a program steps aside while that runs, and keeps its slot; the result is
/// then fed to the model token by token like any other, only that nobody draws those. When a result comes changes
/// nothing in what is sampled.
public final class ContinuousBatch implements AutoCloseable {
    private final Tokenizer tokenizer;
    private final SamplingParams params;
    private final long seed;
    private final int slots;
    private final int contextLength;
    private final Decoder decoder;
    private final NucleusSampling nucleus;
    private final Optional<Tools> tools;
    private final Optional<PendingPrograms<Draft>> programs;
    private final float[] probabilities;
    /// Of the token that was drawn last from each row.
    private final float[] logprobs;
    private final Deque<Draft> waiting = new ArrayDeque<>();
    private final List<Draft> running = new ArrayList<>();
    private final BitSet stopTokens = new BitSet();
    private final int[] slotOfRow;
    private final int[] tokenOfRow;
    /// Tokens that a completion may have, the tool's too.
    private final int capacity;
    /// Drafts that wait for a program.
    private int asking;

    /// @param tools for a dialogue; without, completions are what the model writes alone
    public ContinuousBatch(
            Transformer policy,
            Tokenizer tokenizer,
            SamplingParams params,
            long seed,
            int slots,
            Optional<Tools> tools) {
        this.tokenizer = tokenizer;
        this.params = params;
        this.seed = seed;
        this.slots = slots;
        this.contextLength = policy.config().contextLength();
        this.tools = tools;
        this.programs = tools.map(PendingPrograms::new);
        long room = tools.map(own -> own.policy().tokenRoom()).orElse(0);
        this.capacity = (int) Math.min(params.maxNewTokens() + room, contextLength);
        this.decoder = policy.decoder(slots, capacity);
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
        while (!waiting.isEmpty() || !running.isEmpty() || asking > 0) {
            if (asking > 0) {
                hear(programs.orElseThrow());
            }
            admit();
            step();
        }
        return groups.stream().map(DraftGroup::finished).toList();
    }

    /// Fills free slots. The first token comes from the prompt's own logits, so a completion may end right here.
    private void admit() {
        while (running.size() + asking < slots && !waiting.isEmpty()) {
            var draft = waiting.poll();
            var prompt = draft.group.prompt();
            switch (draft.append(prompt.logits(), 0)) {
                case GOES_ON -> {
                    draft.slot = decoder.open(prompt);
                    running.add(draft);
                }
                case CALLS -> {
                    draft.slot = decoder.open(prompt);
                    call(draft);
                }
                case ENDS -> draft.group.ended();
            }
        }
    }

    private void call(Draft draft) {
        asking++;
        programs.orElseThrow().begin(draft, draft.dialogue.orElseThrow().programs());
    }

    /// Takes the results that have come; waits for one where nothing can be decoded without.
    private void hear(PendingPrograms<Draft> programs) {
        boolean idle = running.isEmpty() && (waiting.isEmpty() || asking == slots);
        for (var call = programs.next(idle); call.isPresent(); call = programs.next(false)) {
            asking--;
            var draft = call.get().caller();
            if (draft.answer(call.get().result())) {
                join(draft);
            } else {
                end(draft);
            }
        }
    }

    /// Beside the others of its group, where there are any: they read their prompt together.
    private void join(Draft draft) {
        int at = running.size();
        while (at > 0 && running.get(at - 1).group != draft.group) {
            at--;
        }
        running.add(at == 0 ? running.size() : at, draft);
    }

    private void end(Draft draft) {
        decoder.close(draft.slot);
        draft.group.ended();
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
            switch (draft.append(logits, row)) {
                case GOES_ON -> running.set(going++, draft);
                case CALLS -> call(draft);
                case ENDS -> end(draft);
            }
        }
        while (running.size() > going) {
            running.removeLast();
        }
    }

    @Override
    public void close() {
        programs.ifPresent(PendingPrograms::close);
        decoder.close();
    }

    /// What follows a token.
    private enum Next {
        GOES_ON,
        CALLS,
        ENDS
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
        private final Optional<Dialogue> dialogue;
        private final int room;
        private final TokenList tokens = new TokenList();
        private int toolTokens;
        private Finish finish = Finish.LENGTH;
        private int slot = -1;

        Draft(DraftGroup group, int sample) {
            this.group = group;
            var request = group.request;
            this.random = CounterRandom.of(seed, request.problem().id(), request.round(), sample);
            this.dialogue = tools.map(own -> new Dialogue(own.policy(), tokenizer));
            this.room = Math.min(capacity, contextLength - request.promptTokens().length);
        }

        /// Takes the next token: one that a tool dictates, else one drawn from a row of logits.
        Next append(Logits logits, int row) {
            if (dialogue.isPresent() && dialogue.get().dictates()) {
                tokens.add(dialogue.get().dictation(), 0);
                return Next.GOES_ON;
            }
            int token = choose(logits, row);
            if (stopTokens.get(token)) {
                finish = Finish.STOP;
                return Next.ENDS;
            }
            if (tokens.size() - toolTokens >= params.maxNewTokens() || tokens.size() >= room) {
                return Next.ENDS;
            }
            return dialogue.isPresent() && dialogue.get().calls(token) ? Next.CALLS : Next.GOES_ON;
        }

        /// Takes the result of a program; false when that ends the completion.
        boolean answer(CompletableFuture<ProgramOutput> result) {
            var own = dialogue.orElseThrow();
            if (result.isCompletedExceptionally()) {
                finish = Finish.FAILED;
                own.fail(PendingPrograms.failure(result));
                return false;
            }
            boolean last = own.inLastRound();
            int[] answer = own.answer(result.join());
            int start = tokens.size();
            int end = Math.min(start + answer.length, room);
            own.own(start, end);
            toolTokens += end - start;
            if (!last && start + answer.length < room) {
                own.dictate(answer);
                return true;
            }
            for (int i = 0; i < end - start; i++) { // nothing follows: the model need not read it
                tokens.add(answer[i], 0);
            }
            return false;
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
            var use = dialogue.map(Dialogue::use).orElse(ToolUse.NONE);
            return new Completion(ids, tokens.logprobs(), tokenizer.decode(ids, true), finish, use);
        }
    }
}
