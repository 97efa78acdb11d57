package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import mathesis.engine.Decoder;
import mathesis.engine.Logits;
import mathesis.engine.ModelConfig;
import mathesis.engine.TokenBatch;
import mathesis.engine.kernels.Attention;
import mathesis.engine.kernels.KvBlocks;
import mathesis.engine.kernels.Scratch;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;

/// Decoding on the CPU: one row of each open sequence passes through the blocks together, attention reads the cached
/// keys and values of the shared prompt and then the sequence's own.
///
/// Neighbouring rows with one prompt read it together, so callers name the samples of a group side by side. Memory is
/// planned once for all slots; that of prompts is used again.
public final class CachedDecoder implements Decoder {
    /// Positions of a prompt's memory come in multiples of this, so that prompts of like lengths can share.
    private static final int PROMPT_GRAIN = 64;

    private final Network network;
    private final ModelConfig config;
    private final OffHeap memory = new OffHeap();
    private final Workers caller = Workers.of(1);
    private final Activations rows;
    private ForwardPass promptPass;
    private final MemorySegment logits;
    private final MemorySegment normalized;
    private final MemorySegment inverseRms;
    private final Logits view;
    private final Slot[] slots;
    private final int[] free;
    private int freeSlots;
    private final int[] positions;
    private final KvBlocks[] own;
    private final List<CachedPrompt> spare = new ArrayList<>();

    public CachedDecoder(Network network, int slots, int longestOwnPart) {
        this.network = network;
        this.config = network.config();
        this.rows = new Activations(config, slots, false);
        this.promptPass = new ForwardPass(network, caller, 1, false);
        this.logits = memory.floats((long) slots * config.vocabularySize());
        this.normalized = memory.floats((long) slots * config.hiddenSize());
        this.inverseRms = memory.floats(slots);
        this.view = new Logits(logits, config.vocabularySize());
        this.slots = new Slot[slots];
        this.free = new int[slots];
        this.positions = new int[slots];
        this.own = new KvBlocks[slots];
        for (int slot = 0; slot < slots; slot++) {
            this.slots[slot] = new Slot(new KeyValues(network, longestOwnPart, memory));
            free[slots - 1 - slot] = slot;
        }
        this.freeSlots = slots;
    }

    @Override
    public Prompt prefill(int... tokens) {
        var batch = TokenBatch.of(tokens);
        batch.requireWithin(config);
        if (tokens.length > promptPass.capacity()) {
            int capacity = promptPass.grownFor(tokens.length);
            promptPass.close();
            promptPass = new ForwardPass(network, caller, capacity, false);
        }
        var prompt = memoryFor(tokens.length);
        promptPass.run(batch, prompt);
        long rowBytes = (long) config.hiddenSize() * Float.BYTES;
        var last = promptPass.activations().last().asSlice((tokens.length - 1) * rowBytes, rowBytes);
        project(last, prompt.logits, 1);
        return prompt;
    }

    private CachedPrompt memoryFor(int length) {
        for (int i = 0; i < spare.size(); i++) {
            if (spare.get(i).keyValues.capacity() >= length) {
                return spare.remove(i).opened();
            }
        }
        return new CachedPrompt((length + PROMPT_GRAIN - 1) / PROMPT_GRAIN * PROMPT_GRAIN);
    }

    @Override
    public int open(Prompt prompt) {
        if (freeSlots == 0) {
            throw new IllegalStateException("all " + slots.length + " slots of the decoder are taken");
        }
        int slot = free[--freeSlots];
        slots[slot].prompt = ((CachedPrompt) prompt).requireOpen();
        slots[slot].own.clear();
        return slot;
    }

    @Override
    public void close(int slot) {
        slots[slot].prompt = null;
        free[freeSlots++] = slot;
    }

    @Override
    public Logits step(int[] slots, int[] tokens, int count) {
        int longest = 0;
        for (int row = 0; row < count; row++) {
            positions[row] = this.slots[slots[row]].length();
            longest = Math.max(longest, positions[row] + 1);
        }
        var cosSin = network.cosSin(longest);
        network.embed(rows.residual(0), tokens, 0, count);
        for (int layer = 0; layer < config.layers(); layer++) {
            var block = network.blocks().get(layer);
            var a = rows.block(layer);
            block.projectHeads(a, cosSin, positions, 0, count);
            for (int row = 0; row < count; row++) {
                var cache = this.slots[slots[row]].own;
                cache.appendRow(layer, a, row);
                own[row] = cache.layer(layer);
            }
            attend(slots, layer, a, count);
            block.finish(a, rows.residual(layer + 1), 0, count);
        }
        project(rows.last(), logits, count);
        return view;
    }

    /// Rows side by side that go on from one prompt are one call.
    private void attend(int[] slots, int layer, BlockActivations a, int count) {
        for (int from = 0, to; from < count; from = to) {
            var prompt = this.slots[slots[from]].prompt;
            to = from + 1;
            while (to < count && this.slots[slots[to]].prompt == prompt) {
                to++;
            }
            Attention.decode(
                    a.attended_TQ(),
                    a.query_TQ(),
                    from,
                    to,
                    prompt.keyValues.layer(layer),
                    own,
                    network.heads(),
                    Scratch.ofThread());
        }
    }

    private void project(MemorySegment residual, MemorySegment into, int count) {
        network.head().normalize(normalized, inverseRms, residual, 0, count);
        network.head().projection().apply(into, normalized, false, 0, count);
    }

    @Override
    public void close() {
        rows.close();
        promptPass.close();
        caller.close();
        memory.close();
    }

    /// One open sequence.
    private static final class Slot {
        private final KeyValues own;
        private CachedPrompt prompt;

        Slot(KeyValues own) {
            this.own = own;
        }

        int length() {
            return prompt.length() + own.length();
        }
    }

    private final class CachedPrompt implements Prompt, ForwardPass.KeyValueSink {
        private final KeyValues keyValues;
        private final MemorySegment logits;
        private final Logits view;
        private boolean open = true;

        CachedPrompt(int capacity) {
            this.keyValues = new KeyValues(network, capacity, memory);
            this.logits = memory.floats(config.vocabularySize());
            this.view = new Logits(logits, config.vocabularySize());
        }

        @Override
        public void projected(int layer, BlockActivations a) {
            keyValues.append(layer, a, promptPass.layout().rows());
        }

        CachedPrompt opened() {
            open = true;
            keyValues.clear();
            return this;
        }

        CachedPrompt requireOpen() {
            if (!open) {
                throw new IllegalStateException("the prompt is closed");
            }
            return this;
        }

        @Override
        public int length() {
            return keyValues.length();
        }

        @Override
        public Logits logits() {
            requireOpen();
            return view;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                spare.add(this);
            }
        }
    }
}
