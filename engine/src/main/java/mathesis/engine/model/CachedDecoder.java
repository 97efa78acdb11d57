package mathesis.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import mathesis.engine.Decoder;
import mathesis.engine.Logits;
import mathesis.engine.ModelConfig;
import mathesis.engine.TokenBatch;
import mathesis.engine.kernels.Attention;
import mathesis.engine.kernels.Scratch;
import mathesis.engine.kernels.Workers;

/// Decoding on the CPU: one row of each open sequence passes through the blocks together, attention reads the cached
/// keys and values of the shared prompt and then the sequence's own.
public final class CachedDecoder implements Decoder {
    private final Network network;
    private final ModelConfig config;
    private final Arena arena = Arena.ofShared();
    private final Workers caller = Workers.of(1);
    private final Activations rows;
    private Activations promptRows;
    private final MemorySegment logits;
    private final MemorySegment normalized;
    private final MemorySegment inverseRms;
    private final Slot[] slots;
    private final Deque<Integer> free = new ArrayDeque<>();

    public CachedDecoder(Network network, int slots, int longestOwnPart) {
        this.network = network;
        this.config = network.config();
        this.rows = new Activations(config, slots, false);
        this.promptRows = new Activations(config, 1, false);
        this.logits = Buffers.floats(arena, (long) slots * config.vocabularySize());
        this.normalized = Buffers.floats(arena, (long) slots * config.hiddenSize());
        this.inverseRms = Buffers.floats(arena, slots);
        this.slots = new Slot[slots];
        for (int slot = 0; slot < slots; slot++) {
            this.slots[slot] = new Slot(new KeyValues(config, longestOwnPart, arena));
            free.add(slot);
        }
    }

    @Override
    public Prompt prefill(int... tokens) {
        var batch = TokenBatch.of(tokens);
        batch.requireWithin(config);
        var prompt = new CachedPrompt(tokens.length);
        if (tokens.length > promptRows.capacity()) {
            promptRows.close();
            promptRows = new Activations(config, tokens.length, false);
        }
        network.forward(batch, promptRows, caller, (layer, a) -> prompt.keyValues.append(layer, a, tokens.length));
        long rowBytes = (long) config.hiddenSize() * Float.BYTES;
        project(promptRows.last().asSlice((tokens.length - 1) * rowBytes, rowBytes), prompt.logits, 1);
        return prompt;
    }

    @Override
    public int open(Prompt prompt) {
        if (free.isEmpty()) {
            throw new IllegalStateException("all " + slots.length + " slots of the decoder are taken");
        }
        int slot = free.poll();
        slots[slot].prompt = (CachedPrompt) prompt;
        slots[slot].own.clear();
        return slot;
    }

    @Override
    public void close(int slot) {
        slots[slot].prompt = null;
        free.add(slot);
    }

    @Override
    public Logits step(int[] slots, int[] tokens, int count) {
        var positions = new int[count];
        int longest = 0;
        for (int row = 0; row < count; row++) {
            positions[row] = this.slots[slots[row]].length();
            longest = Math.max(longest, positions[row] + 1);
        }
        var cosSin = network.cosSin(longest);
        var scratch = Scratch.ofThread();
        network.embed(rows.residual(0), tokens, 0, count);
        for (int layer = 0; layer < config.layers(); layer++) {
            var block = network.blocks().get(layer);
            var a = rows.block(layer);
            block.projectHeads(a, cosSin, positions, 0, count);
            for (int row = 0; row < count; row++) {
                attend(this.slots[slots[row]], layer, a, row, scratch);
            }
            block.finish(a, rows.residual(layer + 1), 0, count);
        }
        project(rows.last(), logits, count);
        return new Logits(logits, config.vocabularySize());
    }

    private void attend(Slot slot, int layer, BlockActivations a, int row, Scratch scratch) {
        slot.own.appendRow(layer, a, row);
        Attention.decode(
                a.attended_TQ(),
                a.query_TQ(),
                row,
                slot.prompt.keyValues.layer(layer),
                slot.own.layer(layer),
                config.heads(),
                config.keyValueHeads(),
                config.headSize(),
                scratch);
    }

    private void project(MemorySegment residual, MemorySegment into, int count) {
        network.head().normalize(normalized, inverseRms, residual, 0, count);
        network.head().projection().apply(into, normalized, false, 0, count);
    }

    @Override
    public void close() {
        rows.close();
        promptRows.close();
        caller.close();
        arena.close();
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

    private final class CachedPrompt implements Prompt {
        private final Arena memory = Arena.ofConfined();
        private final int length;
        private final KeyValues keyValues;
        private final MemorySegment logits;

        CachedPrompt(int length) {
            this.length = length;
            this.keyValues = new KeyValues(config, length, memory);
            this.logits = Buffers.floats(memory, config.vocabularySize());
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public Logits logits() {
            return new Logits(logits, config.vocabularySize());
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
