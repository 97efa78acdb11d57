/// Texts as sequences of words, the same way on every side that compares texts: deduplication and decontamination.
package mathesis.corpus.words;
