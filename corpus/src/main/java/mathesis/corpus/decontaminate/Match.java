package mathesis.corpus.decontaminate;

/// A benchmark text that a page holds a piece of.
///
/// @param benchmark name of its file; the first, where several hold the same words
/// @param row       of its text there
/// @param words     that both hold, as words with a space between
/// @param position  of the first of them in the page, in UTF-16 units
public record Match(String benchmark, String row, String words, int position) {}
