package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import mathesis.engine.ModelConfig;
import mathesis.engine.tensor.OffHeap;

/// What one block computes for T rows and its backward pass needs again. All arrays are row-major `[T, width]`.
///
/// C channels, F feed-forward width, Q all query heads, K all key heads; `queryRaw` and `keyRaw` are the heads before
/// their norm and exist only for models that have one (elsewhere they are the same memory as `query` and `key`).
record BlockActivations(
        MemorySegment input_TC,
        MemorySegment attentionInput_TC,
        MemorySegment inputInverseRms_T,
        MemorySegment queryRaw_TQ,
        MemorySegment keyRaw_TK,
        MemorySegment queryInverseRms_TH,
        MemorySegment keyInverseRms_TH,
        MemorySegment query_TQ,
        MemorySegment key_TK,
        MemorySegment value_TK,
        MemorySegment logSumExp_TH,
        MemorySegment attended_TQ,
        MemorySegment middle_TC,
        MemorySegment feedForwardInput_TC,
        MemorySegment middleInverseRms_T,
        MemorySegment gate_TF,
        MemorySegment up_TF,
        MemorySegment gated_TF) {

    static BlockActivations allocate(ModelConfig config, long rows, MemorySegment input_TC, OffHeap memory) {
        long channels = config.hiddenSize();
        long query = rows * config.queryWidth();
        long keyValue = rows * config.keyValueWidth();
        long feedForward = rows * config.intermediateSize();
        boolean norm = config.architecture().queryKeyNorm();
        var query_TQ = memory.floats(query);
        var key_TK = memory.floats(keyValue);
        return new BlockActivations(
                input_TC,
                memory.floats(rows * channels),
                memory.floats(rows),
                norm ? memory.floats(query) : query_TQ,
                norm ? memory.floats(keyValue) : key_TK,
                memory.floats(norm ? rows * config.heads() : 0),
                memory.floats(norm ? rows * config.keyValueHeads() : 0),
                query_TQ,
                key_TK,
                memory.floats(keyValue),
                memory.floats(rows * config.heads()),
                memory.floats(query),
                memory.floats(rows * channels),
                memory.floats(rows * channels),
                memory.floats(rows),
                memory.floats(feedForward),
                memory.floats(feedForward),
                memory.floats(feedForward));
    }
}
