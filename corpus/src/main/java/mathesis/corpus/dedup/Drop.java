package mathesis.corpus.dedup;

import mathesis.corpus.DropReason;

/// A document that is dropped.
///
/// @param document the duplicate
/// @param reason   the first that holds: same URL, same text, nearly the same text
/// @param witness  a better document that it duplicates; it may be dropped too, for a better one still
public record Drop(DocumentRef document, DropReason reason, DocumentRef witness) {}
