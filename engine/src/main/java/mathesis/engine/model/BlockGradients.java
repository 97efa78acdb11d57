package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import mathesis.engine.ModelConfig;
import mathesis.engine.kernels.Gemm;
import mathesis.engine.tensor.OffHeap;

/// Gradients of what one block computes for T rows; one set serves all blocks in turn. Row-major `[T, width]`.
///
/// @param output_TC              of the block's output
/// @param middle_TC              of the residual stream after attention
/// @param input_TC               of the block's input
/// @param feedForwardInput_TC    of the feed-forward half's input, after its norm
/// @param attentionInput_TC      of the attention half's input, after its norm
/// @param packedAttentionInput   and the three below: forward activations packed for the weights' gradients
record BlockGradients(
        MemorySegment output_TC,
        MemorySegment middle_TC,
        MemorySegment input_TC,
        MemorySegment feedForwardInput_TC,
        MemorySegment attentionInput_TC,
        MemorySegment gate_TF,
        MemorySegment up_TF,
        MemorySegment gated_TF,
        MemorySegment attended_TQ,
        MemorySegment query_TQ,
        MemorySegment key_TK,
        MemorySegment value_TK,
        MemorySegment queryRaw_TQ,
        MemorySegment keyRaw_TK,
        MemorySegment packedAttentionInput,
        MemorySegment packedAttended,
        MemorySegment packedFeedForwardInput,
        MemorySegment packedGated) {

    static BlockGradients allocate(ModelConfig config, int rows, OffHeap memory) {
        long channels = (long) rows * config.hiddenSize();
        long query = (long) rows * config.queryWidth();
        long keyValue = (long) rows * config.keyValueWidth();
        long feedForward = (long) rows * config.intermediateSize();
        boolean norm = config.architecture().queryKeyNorm();
        var query_TQ = memory.floats(query);
        var key_TK = memory.floats(keyValue);
        return new BlockGradients(
                memory.floats(channels),
                memory.floats(channels),
                memory.floats(channels),
                memory.floats(channels),
                memory.floats(channels),
                memory.floats(feedForward),
                memory.floats(feedForward),
                memory.floats(feedForward),
                memory.floats(query),
                query_TQ,
                key_TK,
                memory.floats(keyValue),
                norm ? memory.floats(query) : query_TQ,
                norm ? memory.floats(keyValue) : key_TK,
                memory.floats(Gemm.packedFloats(rows, config.hiddenSize())),
                memory.floats(Gemm.packedFloats(rows, config.queryWidth())),
                memory.floats(Gemm.packedFloats(rows, config.hiddenSize())),
                memory.floats(Gemm.packedFloats(rows, config.intermediateSize())));
    }

    /// The same buffers with the gradient of this block's input where the block before finds its output's.
    BlockGradients forPreviousBlock() {
        return new BlockGradients(
                input_TC,
                middle_TC,
                output_TC,
                feedForwardInput_TC,
                attentionInput_TC,
                gate_TF,
                up_TF,
                gated_TF,
                attended_TQ,
                query_TQ,
                key_TK,
                value_TK,
                queryRaw_TQ,
                keyRaw_TK,
                packedAttentionInput,
                packedAttended,
                packedFeedForwardInput,
                packedGated);
    }
}
