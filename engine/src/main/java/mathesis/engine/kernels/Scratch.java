package mathesis.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Off-heap working memory of one thread: grows to the largest request and stays there.
///
/// A kernel that takes a `Scratch` overwrites it; nothing in it survives the call. Not thread-safe: ask for
/// [#ofThread()] inside a [Workers] task. The memory is freed when its thread is gone.
public final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);
    private static final long ALIGNMENT = 64;

    private final MemorySegment tile = allocate((long) Product.ROWS * Product.COLUMNS);
    private final AttentionForward attentionForward = new AttentionForward();
    private final AttentionBackward attentionBackward = new AttentionBackward();
    private final AttentionDecode attentionDecode = new AttentionDecode();
    private final MemorySegment square = allocate((long) Lanes.WIDTH * Lanes.WIDTH);
    private final float[] partials = new float[4 * Lanes.PARTIALS];
    private final double[] squares = new double[Squares.PARTIALS];
    private final SoftmaxBlocks softmax = new SoftmaxBlocks();
    private MemorySegment floats = allocate(1024);

    private Scratch() {}

    /// The calling thread's own.
    public static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /// The address of at least `count` floats of any content, the same memory on every call.
    long floats(long count) {
        if (floats.byteSize() < count * Float.BYTES) {
            floats = allocate(count + count / 4);
        }
        return floats.address();
    }

    /// The address of room for one tile of a matrix product, apart from [#floats].
    long tile() {
        return tile.address();
    }

    /// The thread's own pass, for one call of [Attention#forward].
    AttentionForward attentionForward() {
        return attentionForward;
    }

    /// The thread's own pass, for one call of [Attention#backward].
    AttentionBackward attentionBackward() {
        return attentionBackward;
    }

    /// The thread's own pass, for one call of [Attention#decode].
    AttentionDecode attentionDecode() {
        return attentionDecode;
    }

    /// The address of room for a square of vectors, apart from [#floats].
    long square() {
        return square.address();
    }

    /// Room for the partial sums of four rows, on the heap, where single floats are cheap to read.
    float[] partials() {
        return partials;
    }

    /// Room for the partial sums of squares.
    double[] squares() {
        return squares;
    }

    /// The sums of the row of logits that was read last.
    SoftmaxBlocks softmax() {
        return softmax;
    }

    static MemorySegment allocate(long floats) {
        return Arena.ofAuto().allocate(floats * Float.BYTES, ALIGNMENT);
    }
}
