/// Trains the classifier: a fastText of our own (supervised), its quantisation, and the figures that judge it.
///
/// [FastTextTrainer] makes a model of room `classify` from labelled lines; [ClassifierText] makes such lines from the
/// text of pages; [Quantization] makes a model small; [RankingQuality] tells how well scores part the labels.
package mathesis.corpus.training;
