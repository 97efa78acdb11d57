/// Files of fixed-width records of 64-bit numbers: written whole or not at all, checked when read, sorted in bounded
/// memory.
///
/// Records are ordered by their numbers from left to right, each as an unsigned one.
package mathesis.corpus.records;
