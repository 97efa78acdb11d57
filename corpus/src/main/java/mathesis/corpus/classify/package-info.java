/// A fastText of our own: reads, writes and predicts with models of the C++ program (Joulin et al. 2016,
/// arXiv:1607.01759), and scores pages at the speed of memory.
///
/// A [mathesis.corpus.classify.FastTextModel] is [mathesis.corpus.classify.ModelArguments], a
/// [mathesis.corpus.classify.Dictionary] and two matrices. [mathesis.corpus.classify.Features] turns a line into
/// rows of the input matrix; their mean meets the output matrix. For softmax that product is linear up to the
/// last step, and [mathesis.corpus.classify.Scorer] makes use of it.
package mathesis.corpus.classify;
