package mathesis.corpus.warc;

import java.util.Optional;
import mathesis.corpus.DropReason;

/// What splitting found: a record, or that one is lost.
sealed interface Split {
    /// Of its first byte, as [mathesis.corpus.Page.Source] counts.
    long offset();

    /// A record and its block, which stays in place until the next one is asked for.
    ///
    /// @param from    of the block in the input's bytes
    /// @param guessed whether the block's end was found by what follows, not by its length
    record Whole(long offset, RecordHead head, int from, int length, boolean guessed) implements Split {}

    /// @param head where it could be read
    record Lost(long offset, Optional<RecordHead> head, DropReason reason) implements Split {}
}
