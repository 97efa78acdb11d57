/// The first pass: scores a page without a tree, so that only those that promise mathematics are parsed with care.
package mathesis.corpus.scan;
