package mathesis.bench.engine;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import mathesis.bench.twins.CKernels;

/// A row kernel and its twin in C, on inputs that both read and outputs of their own.
///
/// @param name  operation and shape
/// @param bytes nominal: each input read once and each output written once
/// @param ours  our kernel
/// @param twin  the same in C
/// @param pairs what ours wrote and what the twin wrote, for those who compare
public record RowWork(String name, double bytes, Runnable ours, Consumer<CKernels> twin, List<Pair> pairs) {
    /// Two arrays that hold the same numbers, but for rounding, after each kernel ran once.
    public record Pair(MemorySegment ours, MemorySegment twins) {}
}
