/// The door of corpus.
package mathesis.corpus;
