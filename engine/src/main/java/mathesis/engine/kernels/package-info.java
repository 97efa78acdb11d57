/// The CPU kernels: one file per operation, a plain reference beside each fast one.
///
/// Every array is an off-heap [java.lang.foreign.MemorySegment] of native-order floats, row-major, starting at the
/// tensor's first element. Kernels run in the calling thread on a range `[from, to)` of rows (or channels, or units);
/// [mathesis.engine.kernels.Workers] splits ranges over threads.
///
/// **The numbers do not depend on how the work is cut.** A row gives the same bits alone or in a batch, on one thread
/// or many, decoded token by token or in one training pass, interpreted or compiled, on 128-, 256- or 512-bit lanes:
/// - an element of a matrix product is one accumulator, fused multiply-adds over k ascending;
/// - a sum over a row has 16 partial sums, element i goes to partial i mod 16, which a fixed tree adds up;
/// - a sum of squares of gradients has 32 partial sums in double;
/// - a softmax over the vocabulary sums blocks of 512 that way, each relative to its own maximum, then the blocks;
/// - exponentials are our own polynomial ([mathesis.engine.kernels.VectorMath]), never the platform's.
///
/// **Vectors must not become objects.** At 18,000 nodes the compiler stops inlining whatever is not marked to be
/// inlined by force; a vector operation costs 300 to 600, an exponential 6,000, a single float in
/// [mathesis.engine.kernels.Memory] 700, one on the heap 20. The vector library's own methods are marked, ours cannot
/// be. So loops call the library and not a wrapper, each vector loop has a method of its own that returns no vector,
/// the rest of a row is done one by one, and masks come from a table. `CompiledKernelsTest` watches over this.
///
/// Legend of the shape suffixes: T tokens, C channels, F feed-forward width, H query heads, K key/value heads,
/// D head width, V vocabulary.
package mathesis.engine.kernels;
